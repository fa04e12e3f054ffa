/// The fixed words of `report.html`.
extension Wording {
  static let title = Wording("Chest CT: lung nodule pre-screening", "胸部 CT 肺结节预筛报告")
  static let notice = Wording(
    "AI assistance only, not for diagnosis.", "仅供辅助，不作诊断。")
  static let noticeDetail = Wording(
    "The original images must be read in full. Marks can be wrong, and nodules can be missed.",
    "必须完整阅读原始影像。标记可能有误，结节可能漏检。")

  // Patient and study
  static let name = Wording("Patient", "患者")
  static let patientID = Wording("ID", "患者编号")
  static let sex = Wording("Sex", "性别")
  static let age = Wording("Age", "年龄")
  static let birthDate = Wording("Born", "出生日期")
  static let studyDate = Wording("Study date", "检查日期")
  static let accession = Wording("Accession no.", "检查号")
  static let studyUID = Wording("Study UID", "检查 UID")
  static let series = Wording("Series", "序列")
  static let male = Wording("Male", "男")
  static let female = Wording("Female", "女")
  static let otherSex = Wording("Other", "其他")
  static let unknown = Wording("not given", "未提供")
  static let unknownPatient = Wording("not known, or not the same in all files", "未知，或各文件记录不一致")
  static func years(_ count: Int) -> Wording { Wording("\(count) years", "\(count) 岁") }
  static func months(_ count: Int) -> Wording { Wording("\(count) months", "\(count) 个月") }
  static func weeks(_ count: Int) -> Wording { Wording("\(count) weeks", "\(count) 周") }
  static func days(_ count: Int) -> Wording { Wording("\(count) days", "\(count) 天") }
  static func seriesNumber(_ number: Int) -> Wording { Wording("no. \(number)", "\(number) 号") }
  static func sliceCount(_ count: Int) -> Wording { Wording(count == 1 ? "1 slice" : "\(count) slices", "\(count) 层") }
  static func voxel(_ spacing: String) -> Wording { Wording("voxels \(spacing) mm", "体素 \(spacing) mm") }
  static func thickness(_ millimetres: String) -> Wording {
    Wording("slice thickness \(millimetres) mm", "层厚 \(millimetres) mm")
  }
  static func kernel(_ name: String) -> Wording { Wording("kernel \(name)", "重建核 \(name)") }

  // Outcome
  static let result = Wording("Result", "结果")
  static func candidates(_ count: Int) -> Wording {
    Wording(
      count == 1 ? "1 candidate to review" : "\(count) candidates to review, best first",
      count == 1 ? "1 处候选结节，请复核" : "\(count) 处候选结节，请复核（按评分排序）")
  }
  static func notShown(_ count: Int) -> Wording {
    Wording(
      "The list is capped: \(count) more \(count == 1 ? "place" : "places") reached the operating point. Read the whole scan.",
      "列表有上限：另有 \(count) 处达到工作阈值而未列出，请通读全部图像。")
  }
  static let noCandidates = Wording("No candidate above the operating point", "未检出高于工作阈值的候选结节")
  static let noCandidatesDetail = Wording(
    "This does not exclude nodules. Read the images as usual.", "这并不排除结节的存在，请照常阅片。")
  static let refused = Wording("Not screened: these images cannot be analysed", "未筛查：影像不符合分析条件")
  static let refusedDetail = Wording(
    "Nothing is said about nodules. The reasons are listed under image quality.", "本报告对有无结节不作任何判断。原因见“图像质量”。")
  static let failed = Wording("Not screened: the program failed", "未筛查：程序运行失败")
  static let failedDetail = Wording(
    "This is a fault of the program, not a statement about the patient. Nothing is said about nodules.",
    "这是程序故障，与患者情况无关。本报告对有无结节不作任何判断。")
  static let stage = Wording("Stage:", "阶段：")
  static let reason = Wording("Reason:", "原因：")

  // Quality
  static let quality = Wording("Image quality:", "图像质量：")
  static let analysable = Wording("suitable for screening", "可分析")
  static let warning = Wording("suitable, with reservations", "可分析，但请注意")
  static let notAnalysable = Wording("not suitable for screening", "不可分析")
  static let noReasons = Wording("Nothing to remark.", "未见异常。")

  // Findings
  static let findings = Wording("Findings", "候选结节")
  static let overview = Wording("Overview", "总览")
  static func overviewAlternative(_ count: Int) -> Wording {
    Wording(
      "Projection of the chest seen from the front, \(count) numbered marks, the patient's right on the left",
      "胸部正面投影，含 \(count) 个编号标记，图左为患者右侧")
  }
  static let overviewCaption = Wording(
    "Projection seen from the front; the patient's right is on the left.", "正面投影；图左为患者右侧。")
  static let rank = Wording("No.", "编号")
  static let image = Wording("Image", "图像号")
  static let side = Wording("Side", "侧别")
  static let size = Wording("Size", "大小")
  static let score = Wording("Score", "评分")
  static let left = Wording("left lung", "左肺")
  static let right = Wording("right lung", "右肺")
  static let unknownSide = Wording("side not determined", "侧别未确定")
  static func imageOfSeries(_ number: Int, _ slices: Int) -> Wording {
    Wording("image \(number) (series of \(slices))", "图像号 \(number)（序列共 \(slices) 层）")
  }
  static func sliceFromFeet(_ index: Int, _ slices: Int) -> Wording {
    Wording("slice \(index) of \(slices) from the feet", "自足侧第 \(index) 层（共 \(slices) 层）")
  }
  static func about(_ millimetres: Int) -> Wording { Wording("about \(millimetres) mm", "约 \(millimetres) mm") }
  static func aboutEstimate(_ millimetres: Int) -> Wording {
    Wording("about \(millimetres) mm (estimate)", "约 \(millimetres) mm（估计值）")
  }
  static func score(_ score: String, calibrated: Bool) -> Wording {
    calibrated ? Wording("score \(score)", "评分 \(score)") : Wording("uncalibrated score \(score)", "未校准评分 \(score)")
  }
  static func position(_ coordinates: String) -> Wording {
    Wording("LPS \(coordinates) mm", "LPS 坐标 \(coordinates) mm")
  }
  static func pictureAlternative(_ rank: Int) -> Wording {
    Wording(
      "Finding \(rank): the whole slice with the finding framed; axial, soft tissue, coronal and sagittal close-ups",
      "候选结节 \(rank)：标记所在层面的全图，以及轴位、软组织窗、冠状位、矢状位放大图")
  }
  static let imageNote = Wording(
    "Image: Instance Number, as viewers show it.", "图像号：DICOM Instance Number，与阅片软件所示一致。")
  static let sizeNote = Wording(
    "Size: the detector's estimate, not a measurement.", "大小：检测器的估计值，并非测量值。")
  static func scoreNote(calibrated: Bool) -> Wording {
    calibrated
      ? Wording(
        "Score: how often such a mark was a nodule on the insertion benchmark; not a probability of cancer.",
        "评分：在插入结节的基准测试中此类标记为结节的比例；不是恶性概率。")
      : Wording("Score: uncalibrated, for ranking only; not a probability of cancer.", "评分：未经校准，仅用于排序；不是恶性概率。")
  }

  // Other series and provenance
  static let otherSeries = Wording("Other series, not screened", "未筛查的其他序列")
  static let modality = Wording("Modality", "模态")
  static let slicesColumn = Wording("Slices", "层数")
  static let why = Wording("Why", "原因")
  static let provenance = Wording("Provenance:", "报告来源：")
  static func instructionSet(_ name: String) -> Wording { Wording("instruction set \(name)", "指令集 \(name)") }
  static func plan(_ name: String) -> Wording { Wording("plan \(name)", "方案 \(name)") }
  static func model(_ name: String) -> Wording { Wording("model \(name)", "模型 \(name)") }
  static func input(_ hash: String) -> Wording { Wording("input SHA-256 \(hash)…", "输入 SHA-256 \(hash)…") }
  static let page = Wording("page", "页")
}

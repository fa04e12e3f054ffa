import StudyModel

/// The words about urgency and about what was measured. None of them promises what will be found in this patient.
extension Wording {
  static func urgency(_ score: String) -> Wording {
    Wording(
      "Urgency \(score) of 100: orders the worklist; neither a diagnosis nor a probability of cancer.",
      "紧急度 \(score)（满分 100）：仅用于工作列表排序，不是诊断，也不是恶性概率。")
  }

  static let performance = Wording("Measured:", "实测结果：")
  static func insertionBenchmark(_ spacing: String) -> Wording {
    Wording(
      "insertion benchmark, upper bound; hilar and faint nodules not tested. Found of the nodules put into scans with slices of about \(spacing) mm, by diameter (95 % interval):",
      "植入结节基准测试，为上限；肺门结节和淡薄结节未测试。在层厚约 \(spacing) mm 的扫描中，植入结节的检出数（按直径；括号内为 95% 区间）：")
  }
  static func sizeRange(_ from: Millimetres, _ to: Millimetres?, _ display: DisplayText) -> Wording {
    let low = display.short(from)
    guard let high = to.map(display.short) else { return Wording("from \(low) mm", "≥ \(low) mm") }
    return from.value > 0
      ? Wording("\(low) to below \(high) mm", "\(low) 至 < \(high) mm") : Wording("below \(high) mm", "< \(high) mm")
  }
  static func found(_ found: Int, of nodules: Int) -> Wording {
    Wording("\(found) of \(nodules)", "\(found)/\(nodules)")
  }
  static func falseMarks(_ rate: String, series: Int) -> Wording {
    Wording(
      "False marks there: \(rate) a scan, in \(series) scans. Scans of few patients: the true intervals are wider.",
      "误标：平均每例 \(rate) 处（共 \(series) 例扫描）。扫描来自少数患者，实际区间更宽。")
  }
  static func notMeasuredAt(_ spacing: String) -> Wording {
    Wording(
      "how many nodules are found was not measured for slices of \(spacing) mm.",
      "层厚 \(spacing) mm 的扫描未做过检出测试。")
  }
  static let notMeasured = Wording(
    "how many nodules are found is not known for such a scan.", "此类扫描的检出情况未知。")
  static let notExcluded = Wording(
    "Not excluded, whatever is listed: nodules of any size, above all small, faint and ground-glass ones and those at the hilum, on the pleura, in the mediastinum or at the diaphragm.",
    "无论列出与否，均不能排除任何大小的结节，尤其是小结节、淡薄结节和磨玻璃结节，以及肺门、胸膜、纵隔和膈肌附近的结节。")
}

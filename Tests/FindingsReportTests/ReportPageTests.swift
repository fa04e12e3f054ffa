import Foundation
import StudyModel
import Testing

@testable import FindingsReport

@Suite("report.html")
struct ReportPageTests {
  private func page(
    _ report: ScreeningReport, _ language: ReportLanguage = .english, pictures: ReportPictures = .none
  ) -> String {
    String(decoding: ReportPage(report: report, pictures: pictures, language: language).document, as: UTF8.self)
  }

  /// The page's text without tags, style sheet and pictures.
  private func words(_ page: String) -> String {
    let body = page.replacing(/(?s)<style>.*?<\/style>/, with: "").replacing(/<[^>]*>/, with: " ")
    return body.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("a list that is capped says so, in both languages, and no other list does")
  func capped() {
    let report = SampleReport.reported(notShown: 3)
    #expect(words(page(report)).contains("The list is capped: 3 more places reached the operating point."))
    #expect(words(page(report, .chinese)).contains("另有 3 处达到工作阈值而未列出"))
    #expect(!words(page(SampleReport.reported())).contains("capped"))
  }

  @Test("the score of a network is told from an uncalibrated one, in both languages")
  func calibrated() {
    let report = SampleReport.reported(provenance: SampleReport.provenance(model: "nodule-1"))
    let (english, chinese) = (words(page(report)), words(page(report, .chinese)))
    #expect(english.contains("score 0.93") && !english.contains("uncalibrated") && english.contains("model nodule-1"))
    #expect(english.contains("was a nodule on the insertion benchmark; not a probability of cancer"))
    #expect(chinese.contains("评分 0.93") && !chinese.contains("未校准") && chinese.contains("不是恶性概率"))
  }

  @Test("the notice, patient, verdict, finding and provenance stand on the page, in both languages")
  func reported() {
    let english = words(page(SampleReport.reported()))
    for text in [
      "AI assistance only, not for diagnosis.", "Patient Wang XiaoDong (王小东)", "ID P-1", "Sex Male", "Age 61 years",
      "Study date 2026-01-31", "Accession no. A17", "no. 3 · 132 slices · voxels 0.70 × 0.70 × 2.50 mm",
      "1 candidate to review", "Image quality: suitable, with reservations",
      "The slices are not quite evenly spaced. (up to 0.10 mm)", "1 75 right lung about 15 mm 0.93",
      "1 image 75 (series of 132), right lung, about 15 mm (estimate)", "uncalibrated score 0.93",
      "slice 58 of 132 from the feet", "LPS −57.4, 131.2, −520.0 mm", "not a probability of cancer", "Other series",
      "The series is a localizer.", "Prescreen 0.1.0 · instruction set avx2 · plan classical",
      "input SHA-256 0123456789abcdef…",
    ] { #expect(english.contains(text), "\(text)") }
    let chinese = words(page(SampleReport.reported(), .chinese))
    for text in [
      "仅供辅助，不作诊断。", "患者 王小东（Wang XiaoDong）", "性别 男", "年龄 61 岁", "1 处候选结节，请复核", "图像质量： 可分析，但请注意",
      "层面间距略有不均", "(up to 0.10 mm)", "1 75 右肺 约 15 mm 0.93", "1 图像号 75（序列共 132 层），右肺，约 15 mm（估计值）",
      "未校准评分 0.93", "不是恶性概率", "该序列是定位像。", "报告来源：",
    ] { #expect(chinese.contains(text), "\(text)") }
  }

  @Test("the page names its language")
  func language() {
    #expect(page(SampleReport.reported()).contains("<html lang=\"en\">"))
    #expect(page(SampleReport.reported(), .chinese).contains("<html lang=\"zh-Hans\">"))
  }

  @Test("a Chinese page has no English sentence but what is marked as English")
  func onlyChinese() {
    for report in [
      SampleReport.reported(), SampleReport.reported(findings: []), SampleReport.empty(.refused),
      SampleReport.empty(.failed(stage: "load", reason: "no memory")),
    ] {
      let page = page(report, .chinese).replacing(/<span[^>]* lang="en">[^<]*<\/span>/, with: "")
      // Three Latin words in a row make a sentence; names, units and DICOM terms do not.
      let english = words(page).matches(of: /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/).map { String($0.0) }
      #expect(english.isEmpty, "\(english)")
    }
  }

  @Test("no findings, refusal and failure are told apart, and none of them says that there are no nodules")
  func outcomes() {
    let none = words(page(SampleReport.reported(findings: [])))
    #expect(none.contains("No candidate above the operating point This does not exclude nodules."))
    let refused = words(page(SampleReport.empty(.refused)))
    #expect(refused.contains("Not screened: these images cannot be analysed"))
    #expect(refused.contains("not suitable for screening The study has no CT series."))
    #expect(refused.contains("Patient not known, or not the same in all files"))
    let failed = words(page(SampleReport.empty(.failed(stage: "load", reason: "no <memory>"))))
    #expect(
      failed.contains("Not screened: the program failed") && failed.contains("Stage: load · Reason: no &lt;memory&gt;"))
    for (language, sentences) in [
      (ReportLanguage.chinese, ["未检出高于工作阈值的候选结节", "这并不排除结节的存在"])
    ] {
      let page = words(page(SampleReport.reported(findings: []), language))
      for sentence in sentences { #expect(page.contains(sentence)) }
    }
    #expect(words(page(SampleReport.empty(.refused), .chinese)).contains("未筛查：影像不符合分析条件"))
    #expect(words(page(SampleReport.empty(.failed(stage: "s", reason: "r")), .chinese)).contains("未筛查：程序运行失败"))
  }

  @Test("nothing from the files becomes markup, wherever it is shown")
  func escaping() {
    let bad = "<script>alert(1)</script>\"'&</style>"
    let patient = PatientDescription(identifier: bad, name: bad, sex: bad, birthDate: bad, age: nil)
    let quality = SeriesQuality(
      verdict: .warning, reasons: [QualityReason(code: "x", message: bad, evidence: bad)])
    let series = SeriesDescription(
      seriesInstanceUID: bad, modality: bad, seriesNumber: 1, slices: 3, spacing: nil, manufacturer: bad, kernel: bad,
      sliceThickness: nil, transferSyntaxUID: bad)
    let report = ScreeningReport(
      outcome: .failed(stage: bad, reason: bad),
      study: StudyDescription(studyInstanceUID: bad, accessionNumber: bad, studyDate: bad, patient: patient),
      series: series, otherSeries: [SeriesListing(series: series, quality: quality)], quality: quality, findings: [],
      candidates: [],
      provenance: Provenance(
        program: bad, version: bad, instructionSet: bad, model: bad, modelSHA256: bad, plan: bad, inputSHA256: bad))
    for language in ReportLanguage.allCases {
      let page = page(report, language)
      #expect(!page.contains("<script"))
      #expect(page.components(separatedBy: "</style").count == 2, "the style sheet ends once")
    }
  }

  @Test("the page loads nothing and runs nothing; its pictures are the files, with words for those who cannot see them")
  func selfContained() throws {
    let phantom = Phantom()
    let report = SampleReport.reported(findings: [phantom.finding])
    let pictures = try ReportPictures(of: report, phantom.images)
    let page = page(report, pictures: pictures)
    #expect(
      !page.contains("http://") && !page.contains("https://") && !page.contains("<script") && !page.contains("url("))
    #expect(page.contains("default-src 'none'; img-src data:"))
    let images = page.matches(
      of: /<img src="data:image\/png;base64,([A-Za-z0-9+\/=]+)" width="(\d+)" height="(\d+)" alt="([^"]+)">/)
    #expect(images.count == 2 && page.components(separatedBy: "<img").count == 3)
    let decoded = images.compactMap { Data(base64Encoded: String($0.1)).map(Array.init) }
    #expect(decoded == [pictures.overview?.bytes, pictures.findings[1]?.bytes])
    #expect(images.map { String($0.2) } == ["\(pictures.overview?.width ?? 0)", "\(FindingPicture.width)"])
  }

  @Test("numbers that no scanner gives are shown as a dash, and do not stop the report")
  func oddNumbers() {
    let series = SeriesDescription(
      seriesInstanceUID: "1.2", modality: "CT", seriesNumber: nil, slices: 3,
      spacing: PatientVector(x: .nan, y: .infinity, z: 1e300), manufacturer: nil, kernel: nil,
      sliceThickness: Millimetres(-1e300), transferSyntaxUID: nil)
    let report = ScreeningReport(
      outcome: .refused,
      study: StudyDescription(studyInstanceUID: nil, accessionNumber: nil, studyDate: nil, patient: nil),
      series: series, otherSeries: [], quality: SeriesQuality(verdict: .refused, reasons: []), findings: [],
      candidates: [], provenance: SampleReport.provenance)
    #expect(words(page(report)).contains("3 slices · voxels – × – × – mm · slice thickness – mm"))
  }

  @Test("printed sheets carry patient and notice")
  func runningFoot() {
    let page = page(SampleReport.reported())
    #expect(
      page.contains("content: \"Wang XiaoDong (王小东) · P-1 · 2026-01-31 · AI assistance only, not for diagnosis.\""))
  }
}

import Foundation
import StudyModel
import Testing

@testable import FindingsReport

@Suite("What was measured, on the page and in findings.json")
struct PerformanceSectionTests {
  /// The page's text without tags and style sheet.
  private func words(_ report: ScreeningReport, _ language: ReportLanguage = .english) -> String {
    let page = String(decoding: ReportPage(report: report, pictures: .none, language: language).document, as: UTF8.self)
    let body = page.replacing(/(?s)<style>.*?<\/style>/, with: "").replacing(/<[^>]*>/, with: " ")
    return body.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func series(spacing: Double) -> SeriesDescription {
    SeriesDescription(
      seriesInstanceUID: "1.2", modality: "CT", seriesNumber: nil, slices: 40,
      spacing: PatientVector(x: 0.7, y: 0.7, z: spacing), manufacturer: nil, kernel: nil, sliceThickness: nil,
      transferSyntaxUID: nil)
  }

  private func json(_ report: ScreeningReport) -> String {
    String(decoding: FindingsDocument(report: report, pictures: [:]).json.document, as: UTF8.self)
  }

  @Test("shares by size with n and interval, named for what they are, in both languages")
  func measured() {
    let english = words(SampleReport.reported())
    for text in [
      "insertion benchmark, upper bound; hilar and faint nodules not tested.", "slices of about 2.5 mm",
      "below 6 mm from 6 mm 9 of 43 (11–35 %) 7 of 9 (45–94 %)", "False marks there: 0.3 a scan, in 16 scans",
      "Not excluded, whatever is listed: nodules of any size",
    ] { #expect(english.contains(text), "\(text)") }
    let chinese = words(SampleReport.reported(), .chinese)
    for text in [
      "植入结节基准测试，为上限；肺门结节和淡薄结节未测试。", "层厚约 2.5 mm", "&lt; 6 mm ≥ 6 mm 9/43 (11–35 %) 7/9 (45–94 %)",
      "平均每例 0.3 处（共 16 例扫描）", "均不能排除任何大小的结节",
    ] { #expect(chinese.contains(text), "\(text)") }
  }

  @Test("a scan unlike any that was measured says so, with its own slices, and quotes no number")
  func outside() {
    let report = SampleReport.reported(series: series(spacing: 7.5))
    let english = words(report)
    #expect(english.contains("Measured: how many nodules are found was not measured for slices of 7.5 mm."))
    #expect(english.contains("Not excluded, whatever is listed") && !english.contains(" of 43"))
    #expect(words(report, .chinese).contains("层厚 7.5 mm 的扫描未做过检出测试。"))
    #expect(json(report).contains("\"measuredPerformance\": null"))
  }

  @Test("a detector of which nothing was measured says so")
  func unknown() {
    let report = SampleReport.reported(performance: nil)
    #expect(words(report).contains("how many nodules are found is not known for such a scan."))
    #expect(words(report, .chinese).contains("此类扫描的检出情况未知。"))
    #expect(json(report).contains("\"measuredPerformance\": null"))
  }

  @Test("an empty list still says what it does not exclude; a study that was not screened quotes nothing")
  func outcomes() {
    let none = words(SampleReport.reported(findings: []))
    #expect(none.contains("Not excluded, whatever is listed") && none.contains("9 of 43"))
    for outcome in [StudyOutcome.refused, .failed(stage: "load", reason: "no memory")] {
      let page = words(SampleReport.empty(outcome))
      #expect(!page.contains("Measured:") && !page.contains("Urgency"))
    }
  }

  @Test("the urgency stands on the page with what it is not, and never as a risk")
  func urgency() {
    let english = words(SampleReport.reported())
    #expect(
      english.contains("Urgency 73.5 of 100: orders the worklist; neither a diagnosis nor a probability of cancer."))
    #expect(words(SampleReport.reported(), .chinese).contains("紧急度 73.5（满分 100）：仅用于工作列表排序，不是诊断"))
    #expect(words(SampleReport.reported(findings: [])).contains("Urgency 0.0 of 100"))
    #expect(json(SampleReport.reported(findings: [])).contains("\"urgency\": 0.0"))
  }

  @Test("no words promise a sensitivity", arguments: ReportLanguage.allCases)
  func noPromise(language: ReportLanguage) {
    let page = words(SampleReport.reported(), language).lowercased()
    for promise in ["expected sensitivity", "sensitivity", "敏感度", "灵敏度"] { #expect(!page.contains(promise)) }
  }
}

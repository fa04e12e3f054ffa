import FindingsReport
import Foundation
import StudyModel
import TestSupport
import Testing

@testable import Screening

@Suite("A result that stands already is known by what went in")
struct ExistingResultTests {
  private func report(
    _ outcome: StudyOutcome = .refused, uid: String? = "1.2.3", version: String = "1", plan: String = "p",
    input: String? = "abc", code: String = "geometry.gap"
  ) -> ScreeningReport {
    ScreeningReport(
      outcome: outcome,
      study: StudyDescription(studyInstanceUID: uid, accessionNumber: nil, studyDate: nil, patient: nil), series: nil,
      otherSeries: [], quality: SeriesQuality(verdict: .refused, reasons: [QualityReason(code: code, message: "No.")]),
      findings: [], candidates: [],
      provenance: Provenance(
        program: "prescreen", version: version, instructionSet: "avx2", model: nil, modelSHA256: nil, plan: plan,
        inputSHA256: input))
  }

  private func existing(_ report: ScreeningReport, in folder: TestFolder) throws -> ExistingResult? {
    try ReportWriter(language: .english, formats: [.json])
      .write(report, images: nil, timings: StageTimings(threads: 1), into: folder.url)
    return ExistingResult(in: folder.url)
  }

  @Test("the same report is known again")
  func same() throws {
    let folder = try TestFolder()
    for report in [report(), report(.reported(findings: 0)), report(uid: nil, input: nil)] {
      #expect(try existing(report, in: folder)?.equals(report) == true)
    }
  }

  @Test("another input, program, study or end is not the same")
  func different() throws {
    let folder = try TestFolder()
    let result = try #require(try existing(report(), in: folder))
    let others = [
      report(.reported(findings: 0)), report(uid: "1.2.4"), report(uid: nil), report(version: "2"), report(plan: "q"),
      report(input: "abd"), report(input: nil), report(code: "pixel.corrupt"),
    ]
    for (index, other) in others.enumerated() { #expect(!result.equals(other), "\(index)") }
  }

  @Test("a failure is never taken for an answer")
  func failure() throws {
    let failed = report(.failed(stage: "detect", reason: "x"))
    #expect(try existing(failed, in: TestFolder())?.equals(failed) == false)
  }

  @Test("a folder without a readable findings.json holds no result")
  func none() throws {
    let folder = try TestFolder()
    #expect(ExistingResult(in: folder.url) == nil)
    try folder.newFile("findings.json", Data("{\"outcome\": \"reported\"".utf8))
    #expect(ExistingResult(in: folder.url) == nil)
  }
}

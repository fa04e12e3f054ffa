import Foundation
import StudyModel

/// What a `findings.json` says that was written before, as far as it tells whether it answers the same question.
struct ExistingResult: Decodable {
  private struct Study: Decodable { let studyInstanceUID: String? }
  private struct Quality: Decodable { let reasons: [Reason] }
  private struct Reason: Decodable { let code, evidence: String }
  private struct Finding: Decodable { let rank: Int }
  private struct Origin: Decodable {
    let version, instructionSet: String
    let plan, modelSHA256, inputSHA256: String?
  }

  private let outcome: String
  private let study: Study
  private let quality: Quality
  private let findings: [Finding]
  private let provenance: Origin

  /// `nil` where the folder holds none.
  init?(in folder: URL) {
    guard let data = try? Data(contentsOf: folder.appending(path: "findings.json")),
      let result = try? JSONDecoder().decode(Self.self, from: data)
    else { return nil }
    self = result
  }

  /// Whether it is about the same input, by the same program, to the same end: then it is the same result, since the
  /// program makes the same result of the same input. A failure is never taken for an answer.
  func equals(_ report: ScreeningReport) -> Bool {
    if case .failed = report.outcome { return false }
    let other = report.provenance
    return outcome == report.outcome.name && study.studyInstanceUID == report.study.studyInstanceUID
      && findings.count == report.findings.count
      && quality.reasons.map { [$0.code, $0.evidence] } == report.quality.reasons.map { [$0.code, $0.evidence] }
      && provenance.version == other.version && provenance.instructionSet == other.instructionSet
      && provenance.plan == other.plan && provenance.modelSHA256 == other.modelSHA256
      && provenance.inputSHA256 == other.inputSHA256
  }
}

import StudyModel
import Testing

@Suite("SeriesQuality and StudyOutcome")
struct SeriesQualityTests {
  static let verdicts: [SeriesQuality.Verdict] = [.analysable, .warning, .refused]

  @Test("law: added reasons never make a verdict milder, and keep their order", arguments: verdicts, verdicts)
  func addingNeverSoftens(first: SeriesQuality.Verdict, second: SeriesQuality.Verdict) throws {
    let a = QualityReason(code: "a", message: "A.")
    let b = QualityReason(code: "b", message: "B.", evidence: "seen")
    let sum = SeriesQuality(verdict: first, reasons: [a]).adding([b], verdict: second)
    let rank = try #require(Self.verdicts.firstIndex(of: sum.verdict))
    #expect(rank == max(Self.verdicts.firstIndex(of: first)!, Self.verdicts.firstIndex(of: second)!))
    #expect(sum.reasons == [a, b])
  }

  @Test("without a reason a verdict stays", arguments: verdicts)
  func noReasonNoChange(verdict: SeriesQuality.Verdict) {
    let quality = SeriesQuality(verdict: verdict, reasons: [])
    #expect(quality.adding([], verdict: .refused) == quality)
  }

  @Test("the words of the contract")
  func words() {
    #expect(StudyOutcome.reported(findings: 0).name == "reported")
    #expect(StudyOutcome.refused.name == "refused")
    #expect(StudyOutcome.failed(stage: "load", reason: "out of memory").name == "failed")
    #expect(Self.verdicts.map(\.rawValue) == ["analysable", "warning", "refused"])
    #expect([NoduleDensity.partSolid, .groundGlass].map(\.rawValue) == ["partSolid", "groundGlass"])
    #expect(HounsfieldUnit.air < .water)
    #expect(Millimetres(3) < Millimetres(3.5))
  }
}

import StudyModel
import Testing

@testable import Evaluation

/// Cases whose results are worked out by hand.
@Suite("FROC: the rules of LUNA16")
struct FROCRuleTests {
  private func finding(_ series: String, _ x: Double, _ diameter: Double) -> ReferenceFinding {
    ReferenceFinding(seriesInstanceUID: series, position: PatientVector(x: x, y: 0, z: 0), diameter: diameter)
  }

  private func mark(_ series: String, _ x: Double, _ probability: Double, y: Double = 0, z: Double = 0) -> CandidateMark
  {
    CandidateMark(seriesInstanceUID: series, position: PatientVector(x: x, y: y, z: z), probability: probability)
  }

  private func evaluate(
    _ series: [String], _ nodules: [ReferenceFinding], excluded: [ReferenceFinding] = [], _ marks: [CandidateMark]
  ) throws -> FROCEvaluation {
    try FROCEvaluation(of: FROCLists(series: series, nodules: nodules, excluded: excluded, marks: marks), bootstrap: 0)
  }

  @Test("a mark finds a nodule strictly inside its sphere", arguments: [(4.99, true), (5.0, false), (-4.99, true)])
  func sphere(x: Double, isFound: Bool) throws {
    let result = try evaluate(["a"], [finding("a", 0, 10)], [mark("a", x, 0.9)])
    #expect(result.groups[0].foundAtAnyRate == (isFound ? 1 : 0))
    #expect(result.counts.falsePositives == (isFound ? 0 : 1))
  }

  @Test("distance is in space")
  func space() throws {
    #expect(try evaluate(["a"], [finding("a", 0, 10)], [mark("a", 3, 0.9, y: 4)]).groups[0].foundAtAnyRate == 0)
    #expect(try evaluate(["a"], [finding("a", 0, 10)], [mark("a", 2, 0.9, y: 3, z: 3)]).groups[0].foundAtAnyRate == 1)
  }

  @Test("an unknown diameter counts as 10 mm, of nodules and of excluded findings")
  func unknownDiameter() throws {
    #expect(try evaluate(["a"], [finding("a", 0, -1)], [mark("a", 4.9, 0.9)]).groups[0].foundAtAnyRate == 1)
    #expect(try evaluate(["a"], [finding("a", 0, -1)], [mark("a", 5.1, 0.9)]).counts.falsePositives == 1)
    let ignored = try evaluate(["a"], [], excluded: [finding("a", 0, -1)], [mark("a", 4.9, 0.9), mark("a", 5, 0.8)])
    #expect(ignored.counts.marksInExcluded == 1 && ignored.counts.falsePositives == 1)
  }

  @Test("of several marks in a nodule the best counts, and a mark in two nodules finds both")
  func best() throws {
    let several = try evaluate(["a"], [finding("a", 0, 10)], [mark("a", 1, 0.3), mark("a", 0, 0.8), mark("a", 2, 0.5)])
    #expect(several.nodules[0].probability == 0.8 && several.counts.falsePositives == 0)
    #expect(several.counts.marksInNodules == 3)
    let two = try evaluate(["a"], [finding("a", 0, 10), finding("a", 6, 10)], [mark("a", 3, 0.7)])
    #expect(two.groups[0].foundAtAnyRate == 2)
  }

  @Test("a nodule wins over an excluded finding; marks of other series are left out and told")
  func precedence() throws {
    let both = try evaluate(["a"], [finding("a", 0, 10)], excluded: [finding("a", 1, 10)], [mark("a", 0, 0.7)])
    #expect(both.groups[0].foundAtAnyRate == 1 && both.counts.marksInExcluded == 0)
    let strangers = try evaluate(["a", "b"], [finding("a", 0, 10)], [mark("b", 0, 0.7), mark("c", 0, 0.9)])
    #expect(strangers.groups[0].foundAtAnyRate == 0 && strangers.counts.falsePositives == 1)
    #expect(strangers.warnings == ["1 marks of series outside the list were left out"])
  }

  @Test("at most 100 marks of a scan are read; ties at the cut vanish")
  func limit() throws {
    let far = (0..<99).map { mark("a", 1000 + 10 * Double($0), 0.9) }
    let tied = try evaluate(["a"], [finding("a", 0, 10)], far + [mark("a", 0, 0.5), mark("a", 50, 0.5)])
    #expect(tied.groups[0].foundAtAnyRate == 0 && tied.counts.marksCut == 2)
    let clear = try evaluate(["a"], [finding("a", 0, 10)], far + [mark("a", 0, 0.6), mark("a", 50, 0.5)])
    #expect(clear.groups[0].foundAtAnyRate == 1 && clear.counts.marksCut == 1)
    let equal = try evaluate(["a"], [finding("a", 0, 10)], (0...100).map { mark("a", Double($0), 0.5) })
    #expect(equal.counts.marksCut == 101)
  }

  @Test("the curve of two scans and four nodules, by hand")
  func curve() throws {
    let result = try evaluate(
      ["a", "b"], [finding("a", 0, 10), finding("a", 100, 10), finding("b", 0, 10), finding("b", 100, 10)],
      [
        mark("a", 0, 0.9), mark("a", 100, 0.7), mark("b", 0, 0.4), mark("a", 500, 0.8), mark("b", 500, 0.6),
        mark("b", 600, 0.6), mark("a", 600, 0.2),
      ])
    let all = result.groups[0]
    #expect(all.curve?.rates == [0, 0, 0.5, 0.5, 1.5, 1.5, 2])
    #expect(all.curve?.sensitivities == [0, 0.25, 0.25, 0.5, 0.5, 0.75, 0.75])
    #expect(all.sensitivities == [0.25, 0.25, 0.5, 0.5, 0.75, 0.75, 0.75])
    #expect(abs(try #require(all.cpm) - 3.75 / 7) < 1e-12)
  }

  @Test("between two points the curve is a straight line, from the origin on; every listed scan divides")
  func slopes() throws {
    let origin = try evaluate(["a"], [finding("a", 0, 10)], [mark("a", 0, 0.5), mark("a", 50, 0.5)])
    #expect(origin.groups[0].sensitivities == [0.125, 0.25, 0.5, 1, 1, 1, 1])
    let one = [mark("a", 0, 0.5), mark("a", 50, 0.9)]
    #expect(try evaluate(["a"], [finding("a", 0, 10)], one).groups[0].sensitivities == [0, 0, 0, 1, 1, 1, 1])
    let eight = ["a"] + (0..<7).map { "empty\($0)" }
    #expect(try evaluate(eight, [finding("a", 0, 10)], one).groups[0].sensitivities == [1, 1, 1, 1, 1, 1, 1])
  }

  @Test("without marks nothing is found; without nodules there is no score")
  func empty() throws {
    let none = try evaluate(["a"], [finding("a", 0, 10)], [])
    #expect(none.groups[0].sensitivities == [0, 0, 0, 0, 0, 0, 0] && none.groups[0].cpm == 0)
    let healthy = try evaluate(["a"], [], [mark("a", 0, 0.5)])
    #expect(healthy.groups[0].cpm == nil && healthy.groups[0].nodules == 0 && healthy.counts.falsePositives == 1)
  }

  @Test("a column that the annotations lack is an error")
  func column() {
    let lists = FROCLists(series: ["a"], nodules: [finding("a", 0, 10)], marks: [])
    #expect(throws: EvaluationError.unknownColumn("density")) { try FROCEvaluation(of: lists, subgroups: ["density"]) }
  }
}

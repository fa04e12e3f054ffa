import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// Random lists, and what a Python implementation of the same rules makes of them.
@Suite("FROC: equal to an independent implementation")
struct FROCReferenceTests {
  private struct Expected: Decodable {
    struct Group: Decodable {
      let column, value: String
      let nodules, foundAtAnyRate: Int
      let cpm, cpmLow, cpmHigh: Double
      let sensitivity, sensitivityLow, sensitivityHigh: [Double]
      let curve: Curve?
    }
    struct Curve: Decodable { let falsePositivesPerScan, sensitivity: [Double] }
    struct Counts: Decodable { let marks, marksCut, marksInNodules, marksInExcluded, falsePositives: Int }
    let scans: Int
    let counts: Counts
    let groups: [Group]
  }

  @Test("curve, score, groups and intervals are equal", arguments: 1...3)
  func random(seed: Int) throws {
    let folder = packageRoot.appending(path: "Tests/Golden/froc/random-\(seed)")
    func path(_ name: String) -> String { folder.appending(path: name).path }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let expected = try decoder.decode(
      Expected.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
    let lists = try FROCLists(
      seriesUIDs: path("seriesuids.csv"), annotations: path("annotations.csv"),
      excluded: path("annotations_excluded.csv"), submission: path("candidates.csv"))
    let result = try FROCEvaluation(of: lists, subgroups: ["density"], seed: UInt64(seed))

    #expect(result.scans == expected.scans)
    #expect(result.counts.marks == expected.counts.marks && result.counts.marksCut == expected.counts.marksCut)
    #expect(result.counts.marksInNodules == expected.counts.marksInNodules)
    #expect(result.counts.marksInExcluded == expected.counts.marksInExcluded)
    #expect(result.counts.falsePositives == expected.counts.falsePositives)
    #expect(result.groups.map { "\($0.column) \($0.value)" } == expected.groups.map { "\($0.column) \($0.value)" })
    for (group, wanted) in zip(result.groups, expected.groups) {
      #expect(group.nodules == wanted.nodules && group.foundAtAnyRate == wanted.foundAtAnyRate)
      #expect(abs(try #require(group.cpm) - wanted.cpm) < 1e-8, "\(group.column) \(group.value)")
      #expect(distance(group.sensitivities, wanted.sensitivity) < 1e-8, "\(group.column) \(group.value)")
      #expect(distance(group.sensitivityIntervals.map(\.low), wanted.sensitivityLow) < 1e-8)
      #expect(distance(group.sensitivityIntervals.map(\.high), wanted.sensitivityHigh) < 1e-8)
      let interval = try #require(group.cpmInterval)
      #expect(abs(interval.low - wanted.cpmLow) < 1e-8 && abs(interval.high - wanted.cpmHigh) < 1e-8)
    }
    let (all, wanted) = (result.groups[0], expected.groups[0])
    #expect(distance(try #require(all.curve).rates, try #require(wanted.curve).falsePositivesPerScan) < 1e-8)
    #expect(distance(try #require(all.curve).sensitivities, try #require(wanted.curve).sensitivity) < 1e-8)
  }

  @Test(
    "draws are those of numpy.random.default_rng(seed).integers(0, count, 12)",
    arguments: [
      (0, 16, [13, 10, 8, 4, 4, 0, 1, 0, 2, 13, 10, 14]),
      (1, 3, [1, 1, 2, 2, 0, 0, 2, 2, 0, 0, 2, 1]),
      (1_099_511_627_783, 1000, [206, 829, 609, 255, 17, 153, 504, 674, 885, 738, 94, 489]),
      (5, 1, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      (
        9, 4_000_000_000,
        [
          1_686_189_443, 3_480_996_815, 3_844_178_229, 1_147_268_835, 457_436_500, 2_412_592_600, 2_670_080_892,
          2_570_505_742, 2_864_298_517, 3_661_078_315, 3_661_520_481, 3_706_346_996,
        ]
      ),
    ] as [(UInt64, UInt32, [Int])])
  func draws(seed: UInt64, count: UInt32, numbers: [Int]) {
    var random = PCG64(seed: seed)
    #expect((0..<12).map { _ in random.below(count) } == numbers)
  }

  /// The largest difference; infinite for lists of different lengths.
  private func distance(_ a: [Double], _ b: [Double]) -> Double {
    a.count == b.count ? zip(a, b).map { abs($0 - $1) }.max() ?? 0 : .infinity
  }
}

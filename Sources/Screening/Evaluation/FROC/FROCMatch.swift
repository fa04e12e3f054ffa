import StudyModel

/// The marks of one scan held against its findings, by the rules of LUNA16.
/// Source: Setio et al. 2017, doi:10.1016/j.media.2017.06.015, and the challenge's evaluation script.
struct FROCMatch: Sendable {
  /// The best probability of each nodule, in the order of the nodules; `nil` where no mark is inside.
  let best: [Double?]
  /// The probabilities of the marks in no finding, ascending.
  let falsePositives: [Double]
  let counts: FROCCounts

  /// The most marks of a scan that are read.
  static let markLimit = 100

  init(nodules: [ReferenceFinding], excluded: [ReferenceFinding], marks: [CandidateMark]) {
    let used = Self.highest(marks)
    let isInNodule = used.map { mark in nodules.contains { $0.contains(mark.position) } }
    let isInExcluded = used.indices.map { index in
      !isInNodule[index] && excluded.contains { $0.contains(used[index].position) }
    }
    best = nodules.map { nodule in used.filter { nodule.contains($0.position) }.map(\.probability).max() }
    falsePositives = used.indices.filter { !isInNodule[$0] && !isInExcluded[$0] }.map { used[$0].probability }.sorted()
    counts = FROCCounts(
      marks: marks.count, marksCut: marks.count - used.count, marksInNodules: isInNodule.count { $0 },
      marksInExcluded: isInExcluded.count { $0 }, falsePositives: falsePositives.count)
  }

  /// The marks above the probability of the first one beyond the limit: marks that share it are dropped, too.
  private static func highest(_ marks: [CandidateMark]) -> [CandidateMark] {
    guard marks.count > markLimit else { return marks }
    let cut = marks.map(\.probability).sorted(by: >)[markLimit]
    return marks.filter { $0.probability > cut }
  }
}

/// What became of the marks.
public struct FROCCounts: Hashable, Sendable {
  public var marks = 0
  /// Beyond the limit of a scan.
  public var marksCut = 0
  public var marksInNodules = 0
  public var marksInExcluded = 0
  public var falsePositives = 0

  static func += (total: inout FROCCounts, other: FROCCounts) {
    total.marks += other.marks
    total.marksCut += other.marksCut
    total.marksInNodules += other.marksInNodules
    total.marksInExcluded += other.marksInExcluded
    total.falsePositives += other.falsePositives
  }
}

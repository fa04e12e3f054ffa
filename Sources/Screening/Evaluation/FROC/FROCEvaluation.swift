import StudyModel

/// The free-response ROC of a detector, by the rules of LUNA16, with subgroups and bootstrap intervals.
///
/// Subgroups keep the false positives of the whole set and count only their own nodules; marks in other nodules are ignored.
public struct FROCEvaluation: Sendable {
  public let scans: Int
  public let bootstrap: Int
  public let seed: UInt64
  public let counts: FROCCounts
  /// What was left out of the lists, and why.
  public let warnings: [String]
  /// All nodules first, then by diameter class, then by each column asked for.
  public let groups: [FROCGroup]
  /// Every nodule of a listed series, series by series.
  public let nodules: [ScoredNodule]
  /// In the order of the list of series.
  public let perScan: [ScannedSeries]

  /// A nodule and the probability it got.
  public struct ScoredNodule: Sendable {
    public let finding: ReferenceFinding
    /// `nil` where no mark is inside.
    public let probability: Double?
    /// How many false positives a scan there are at that probability; `nil` where no mark is inside.
    public let falsePositivesPerScan: Double?
  }

  /// What became of one scan.
  public struct ScannedSeries: Sendable {
    public let seriesInstanceUID: String
    public let nodules: Int
    public let found: Int
    public let counts: FROCCounts
  }

  /// - Parameters:
  ///   - lists: at least one series.
  ///   - columns: of the annotations, to report by.
  ///   - bootstrap: how many samples of whole scans the intervals come from; 0 for none.
  /// - Throws: ``EvaluationError/unknownColumn(_:)``.
  public init(
    of lists: FROCLists, subgroups columns: [String] = [], bootstrap: Int = 1000, seed: UInt64 = 0
  ) throws(EvaluationError) {
    let known = Set(lists.nodules.flatMap(\.labels.keys))
    for column in columns where !lists.nodules.isEmpty && !known.contains(column) { throw .unknownColumn(column) }
    var warnings: [String] = []
    let nodules = Self.grouped(lists.nodules, lists.series, "annotations", \.seriesInstanceUID, &warnings)
    let excluded = Self.grouped(lists.excluded, lists.series, "excluded findings", \.seriesInstanceUID, &warnings)
    let marks = Self.grouped(lists.marks, lists.series, "marks", \.seriesInstanceUID, &warnings)
    let matches = lists.series.map { uid in
      FROCMatch(nodules: nodules[uid] ?? [], excluded: excluded[uid] ?? [], marks: marks[uid] ?? [])
    }
    let all = matches.flatMap(\.falsePositives).sorted()
    scans = lists.series.count
    self.bootstrap = bootstrap
    self.seed = seed
    self.warnings = warnings
    counts = matches.reduce(into: FROCCounts()) { $0 += $1.counts }
    perScan = zip(lists.series, matches).map { uid, match in
      ScannedSeries(
        seriesInstanceUID: uid, nodules: match.best.count, found: match.best.count { $0 != nil }, counts: match.counts)
    }
    let scans = lists.series.count
    self.nodules = zip(lists.series, matches).flatMap { uid, match in
      zip(nodules[uid] ?? [], match.best).map { finding, best in
        ScoredNodule(
          finding: finding, probability: best,
          falsePositivesPerScan: best.map { best in Double(all.count { $0 >= best }) / Double(scans) })
      }
    }
    let samples = FROCBootstrap(matches: matches, samples: bootstrap, seed: seed)
    groups = FROCGroup.Member.all(of: lists.series.flatMap { nodules[$0] ?? [] }, columns: columns).map {
      FROCGroup($0, matches: matches, falsePositives: all, samples: samples)
    }
  }

  private static func grouped<Item>(
    _ items: [Item], _ series: [String], _ what: String, _ key: KeyPath<Item, String>, _ warnings: inout [String]
  ) -> [String: [Item]] {
    let listed = Set(series)
    let kept = items.filter { listed.contains($0[keyPath: key]) }
    if kept.count < items.count {
      warnings.append("\(items.count - kept.count) \(what) of series outside the list were left out")
    }
    return Dictionary(grouping: kept) { $0[keyPath: key] }
  }
}

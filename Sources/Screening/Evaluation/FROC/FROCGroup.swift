/// The result for a group of nodules.
public struct FROCGroup: Sendable {
  /// `all`, `diameter` or a column of the annotations.
  public let column: String
  public let value: String
  public let nodules: Int
  public let foundAtAnyRate: Int
  /// `nil` for a group without nodules.
  public let curve: FROCCurve?
  /// At ``FROCCurve/readRates``; empty for a group without nodules.
  public let sensitivities: [Double]
  /// The mean of ``sensitivities``: the competition performance metric; `nil` for a group without nodules.
  public let cpm: Double?
  /// Empty where no bootstrap was asked for, or no sample has a nodule of the group.
  public let sensitivityIntervals: [FROCInterval]
  public let cpmInterval: FROCInterval?

  init(_ member: Member, matches: [FROCMatch], falsePositives: [Double], samples: FROCBootstrap) {
    column = member.column
    value = member.value
    var start = 0
    let best = matches.map { match in
      defer { start += match.best.count }
      return match.best.indices.filter { member.isMember[start + $0] }.map { match.best[$0] }
    }
    let joined = best.flatMap(\.self)
    nodules = joined.count
    foundAtAnyRate = joined.count { $0 != nil }
    guard !joined.isEmpty else {
      (curve, sensitivities, cpm, sensitivityIntervals, cpmInterval) = (nil, [], nil, [], nil)
      return
    }
    let curve = FROCCurve(
      found: joined.compactMap(\.self), falsePositives: falsePositives, nodules: joined.count, scans: matches.count)
    self.curve = curve
    sensitivities = curve.readings
    cpm = Self.mean(sensitivities)
    let readings = zip(samples.draws, samples.falsePositives).compactMap { draw, falsePositives -> [Double]? in
      let part = draw.flatMap { best[$0] }
      guard !part.isEmpty else { return nil }
      return FROCCurve(
        found: part.compactMap(\.self), falsePositives: falsePositives, nodules: part.count, scans: matches.count
      ).readings
    }
    guard !readings.isEmpty else {
      (sensitivityIntervals, cpmInterval) = ([], nil)
      return
    }
    sensitivityIntervals = FROCCurve.readRates.indices.map { rate in FROCInterval(readings.map { $0[rate] }) }
    cpmInterval = FROCInterval(readings.map(Self.mean))
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// Which nodules belong to a group.
  struct Member {
    let column: String
    let value: String
    /// For each nodule, series by series.
    let isMember: [Bool]

    /// The groups of a reference: all, by diameter, by each of the columns.
    static func all(of nodules: [ReferenceFinding], columns: [String]) -> [Member] {
      var members = [Member(column: "all", value: "all", isMember: nodules.map { _ in true })]
      let classes = nodules.map { sizeClass($0.diameter) }
      members += (sizeClasses.map(\.name) + ["unknown"]).filter(classes.contains).map { name in
        Member(column: "diameter", value: name, isMember: classes.map { $0 == name })
      }
      for column in columns {
        let labels = nodules.map { $0.labels[column].flatMap { $0.isEmpty ? nil : $0 } ?? "unknown" }
        members += Set(labels).sorted().map { label in
          Member(column: column, value: label, isMember: labels.map { $0 == label })
        }
      }
      return members
    }

    /// Upper limits, mm.
    private static let sizeClasses: [(limit: Double, name: String)] = [
      (6, "<6"), (10, "6-<10"), (20, "10-<20"), (.infinity, ">=20"),
    ]

    private static func sizeClass(_ diameter: Double) -> String {
      guard diameter >= 0 else { return "unknown" }
      return sizeClasses.first { diameter < $0.limit }?.name ?? "unknown"
    }
  }
}

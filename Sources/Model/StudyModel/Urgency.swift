/// Where a study belongs in the order in which radiologists read: 0 to 100, larger first. It orders a worklist; it is no
/// diagnosis and says nothing of malignancy.
///
/// Each finding weighs `w = p · d² / (d² + 8²)`, with its probability `p` and its diameter `d` in mm (as measured, else the
/// detector's estimate): half of its probability at 8 mm. With the weights in falling order,
/// `urgency = 100 · (1 − (1 − w₁)(1 − w₂/2)(1 − w₃/4)(1 − w₄/8) …)`: the heaviest finding leads, and many small ones do not
/// make up for one that is large. It never falls when a finding gets wider or more probable, or when one is added. Only
/// sums, products and quotients, so that the bits are the same on every machine.
public struct Urgency: Comparable, Hashable, Sendable {
  /// 0 (no findings) to 100.
  public let value: Double

  /// - Parameter findings: in any order.
  public init(of findings: [Finding]) {
    let weights = findings.map(Self.weight).sorted(by: >)
    let (rest, _) = weights.reduce((rest: 1.0, share: 1.0)) { state, weight in
      (state.rest * (1 - weight * state.share), state.share / 2)
    }
    value = 100 * (1 - rest)
  }

  /// The diameter at which a finding weighs half of its probability, mm.
  static let halfWeightDiameter = 8.0

  /// 0 to 1. What is not a number, or out of range, counts as the nearest end.
  static func weight(of finding: Finding) -> Double {
    let probability = min(max(0, finding.candidate.probability), 1)
    let diameter = max(0, (finding.measurement?.meanDiameter ?? finding.candidate.blobDiameter).value)
    guard diameter < 1e6 else { return probability }
    let square = diameter * diameter
    return probability * square / (square + halfWeightDiameter * halfWeightDiameter)
  }

  public static func < (left: Urgency, right: Urgency) -> Bool { left.value < right.value }
}

extension ScreeningReport {
  /// `nil` for a study that was not screened: nothing is known of it.
  public var urgency: Urgency? {
    guard case .reported = outcome else { return nil }
    return Urgency(of: findings)
  }
}

/// Where a study stands on the worklist: after all that are less than it, so that the first to read comes first when sorted.
///
/// Studies with findings come by falling urgency; then those that were not screened, since nobody knows what they hold; then
/// those in which nothing was found.
public struct WorklistPlace: Comparable, Hashable, Sendable {
  private let group: Int
  private let urgency: Double

  /// - Parameter urgency: ``Urgency/value``; `nil` for a study that was not screened.
  public init(urgency: Double?) {
    self.urgency = urgency ?? 0
    group = urgency == nil ? 1 : self.urgency > 0 ? 0 : 2
  }

  public static func < (left: WorklistPlace, right: WorklistPlace) -> Bool {
    (left.group, -left.urgency) < (right.group, -right.urgency)
  }
}

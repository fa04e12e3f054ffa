/// Samples of whole scans, drawn with replacement, the same for every group.
struct FROCBootstrap: Sendable {
  /// For each sample the scans drawn, as often as there are scans.
  let draws: [[Int]]
  /// For each sample the false positives of its scans, ascending.
  let falsePositives: [[Double]]

  init(matches: [FROCMatch], samples: Int, seed: UInt64) {
    var random = PCG64(seed: seed)
    draws = (0..<samples).map { _ in matches.map { _ in random.below(UInt32(matches.count)) } }
    falsePositives = draws.map { draw in draw.flatMap { matches[$0].falsePositives }.sorted() }
  }
}

/// An interval of 95 %.
public struct FROCInterval: Hashable, Sendable {
  public let low: Double
  public let high: Double

  /// From 2.5 % to 97.5 % of the values, by linear interpolation between them.
  /// - Parameter values: at least one.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    func percentile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let below = Int(place)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    low = percentile(0.025)
    high = percentile(0.975)
  }
}

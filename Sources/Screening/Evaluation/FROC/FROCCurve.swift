/// Sensitivity over false positives a scan: a point for each distinct probability, from (0, 0) on.
public struct FROCCurve: Hashable, Sendable {
  /// False positives a scan, not descending.
  public let rates: [Double]
  /// Share of the nodules found, not descending.
  public let sensitivities: [Double]

  /// The rates at which LUNA16 reads the curve.
  public static let readRates = [0.125, 0.25, 0.5, 1, 2, 4, 8]

  /// - Parameters:
  ///   - found: the probability of each nodule found, any order.
  ///   - falsePositives: of all scans, ascending.
  ///   - nodules: found or not; at least 1.
  init(found: [Double], falsePositives: [Double], nodules: Int, scans: Int) {
    let found = found.sorted()
    var rates = [0.0]
    var sensitivities = [0.0]
    // Down through both lists at once, a step a distinct probability.
    var (hits, errors) = (0, 0)
    while hits < found.count || errors < falsePositives.count {
      let hit = hits < found.count ? found[found.count - 1 - hits] : -.infinity
      let error = errors < falsePositives.count ? falsePositives[falsePositives.count - 1 - errors] : -.infinity
      let level = max(hit, error)
      while hits < found.count, found[found.count - 1 - hits] == level { hits += 1 }
      while errors < falsePositives.count, falsePositives[falsePositives.count - 1 - errors] == level { errors += 1 }
      rates.append(Double(errors) / Double(scans))
      sensitivities.append(Double(hits) / Double(nodules))
    }
    self.rates = rates
    self.sensitivities = sensitivities
  }

  /// By linear interpolation: on a vertical step its top, beyond the end the last value.
  public func sensitivity(at rate: Double) -> Double {
    let last = (rates.lastIndex { $0 <= rate }) ?? 0
    guard last + 1 < rates.count, rates[last] != rate else { return sensitivities[last] }
    let share = (rate - rates[last]) / (rates[last + 1] - rates[last])
    return sensitivities[last] + share * (sensitivities[last + 1] - sensitivities[last])
  }

  /// The sensitivities at ``readRates``.
  var readings: [Double] { Self.readRates.map { sensitivity(at: $0) } }
}

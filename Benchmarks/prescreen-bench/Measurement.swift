/// The times of one case.
struct Measurement {
  /// In seconds, in the order taken.
  let samples: [Double]
  let checksum: Checksum

  var best: Double { samples.min() ?? .nan }

  var median: Double {
    let sorted = samples.sorted()
    guard !sorted.isEmpty else { return .nan }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// Runs a case once to warm it up, then until there are ``enough`` samples.
  /// - Throws: ``BenchmarkError/unsteady`` where the first and the last run do not agree, and what the case throws.
  init(of benchmark: BenchmarkCase, clock: BenchmarkClock = .wall) throws {
    let first = try benchmark.run().checksum
    var samples: [Double] = []
    var last: Checksum?
    while !Self.enough(samples) {
      let start = clock.now
      let result = try benchmark.run()
      let elapsed = clock.now - start
      blackHole(result)
      samples.append(elapsed)
      if Self.enough(samples) { last = result.checksum }
    }
    guard last == first else { throw BenchmarkError.unsteady }
    self.samples = samples
    checksum = first
  }

  /// At least three samples; then no more than fifteen, or two seconds' worth.
  private static func enough(_ samples: [Double]) -> Bool {
    samples.count >= 15 || (samples.count >= 3 && samples.reduce(0, +) >= 2)
  }
}

/// What one context has learnt of its prediction errors. Source: ITU-T T.87, A.2.1, A.6; names in capitals are the standard's.
struct JPEGLSContext {
  /// A: sum of the errors' sizes.
  var sizes: Int
  /// B: sum of the errors.
  var bias = 0
  /// C: what is added to a prediction.
  var correction = 0
  /// N: how many errors were seen.
  var seen = 1

  init(range: Int) { sizes = max(2, (range + 32) / 64) }

  /// k: the bits of an error that are written as they are: the least with N · 2ᵏ ≥ A.
  @inline(__always) var suffix: Int { Self.suffix(seen: seen, sizes: sizes) }

  @inline(__always) static func suffix(seen: Int, sizes: Int) -> Int {
    let longer = seen.leadingZeroBitCount &- sizes.leadingZeroBitCount
    guard longer >= 0 else { return 0 }
    return (seen &<< longer) < sizes ? longer &+ 1 : longer
  }

  /// Takes an error in, in units of `step` (2 · NEAR + 1).
  @inline(__always) mutating func learn(_ error: Int, step: Int, reset: Int) {
    bias &+= error &* step
    sizes &+= abs(error)
    if seen == reset {
      sizes &>>= 1
      bias &>>= 1
      seen &>>= 1
    }
    seen &+= 1
    if bias <= -seen {
      bias = max(bias &+ seen, 1 &- seen)
      correction = max(correction &- 1, -128)
    } else if bias > 0 {
      bias = min(bias &- seen, 0)
      correction = min(correction &+ 1, 127)
    }
  }
}

/// What is learnt of the samples that end a run. Source: T.87, A.7.2.
struct JPEGLSRunContext {
  private var sizes: Int
  private var seen = 1
  /// Nn: how many errors were negative.
  private var negative = 0
  /// RItype: 1 where the sample above continues the run.
  private let type: Int

  init(range: Int, type: Int) {
    sizes = max(2, (range + 32) / 64)
    self.type = type
  }

  var suffix: Int { JPEGLSContext.suffix(seen: seen, sizes: type == 1 ? sizes + seen >> 1 : sizes) }

  /// The error that a code word stands for.
  func error(mapped: Int, suffix: Int) -> Int {
    let sum = mapped + type
    let isOdd = sum & 1 == 1
    let size = (sum + 1) >> 1
    return (suffix != 0 || 2 * negative >= seen) == isOdd ? -size : size
  }

  mutating func learn(_ error: Int, mapped: Int, reset: Int) {
    if error < 0 { negative += 1 }
    sizes += (mapped + 1 - type) >> 1
    if seen == reset {
      sizes >>= 1
      seen >>= 1
      negative >>= 1
    }
    seen += 1
  }
}

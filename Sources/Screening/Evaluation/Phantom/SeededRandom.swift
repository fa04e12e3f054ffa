/// The same numbers for the same seed on every machine.
/// Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014 (SplitMix64).
struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A stream of its own for each purpose, so that one more draw here moves nothing there.
  init(seed: Int, stream: UInt64) {
    state = Self.mix(UInt64(truncatingIfNeeded: seed) &+ 0x9E37_79B9_7F4A_7C15 &* (stream &+ 1))
  }

  @inline(__always) mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  @inline(__always) static func mix(_ bits: UInt64) -> UInt64 {
    var mixed = bits
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0 or more, less than 1.
  @inline(__always) mutating func unit() -> Float { Float(next() >> 40) * (1 / 16_777_216) }

  mutating func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * unit() }

  /// Nearly normal, mean 0, variance 1: the number of set bits of 64, centred and scaled.
  @inline(__always) mutating func normal() -> Float { (Float(next().nonzeroBitCount) - 32) * 0.25 }

  /// A direction, every one as likely.
  mutating func direction() -> Point {
    while true {
      let point = Point(between(-1, 1), between(-1, 1), between(-1, 1))
      let length = point.length
      if length > 0.1, length <= 1 { return point * (1 / length) }
    }
  }
}

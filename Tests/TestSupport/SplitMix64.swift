/// The same numbers for the same seed on every machine, so that a failure can be made again.
/// Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014.
public struct SplitMix64: RandomNumberGenerator {
  @usableFromInline var state: UInt64

  @inlinable public init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

  @inlinable public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

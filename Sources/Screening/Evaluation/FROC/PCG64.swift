/// The generator of NumPy's `default_rng`, so that bootstrap samples are those of the Python implementation of the same
/// rules, draw by draw, and intervals can be compared digit by digit.
///
/// Source: O'Neill, PCG: a family of simple fast space-efficient statistically good algorithms, 2014 (XSL-RR 128/64);
/// its seed is spread by the hash of O'Neill's `seed_seq_fe`, as NumPy's `SeedSequence` does.
struct PCG64 {
  private var state: UInt128 = 0
  private let increment: UInt128
  /// The upper half of the last 64 bits, where only the lower has been given out.
  private var spare: UInt32?

  init(seed: UInt64) {
    let words = Self.spread(seed)
    increment = (UInt128(words[2]) << 64 | UInt128(words[3])) << 1 | 1
    step()
    state &+= UInt128(words[0]) << 64 | UInt128(words[1])
    step()
  }

  /// A whole number from 0 to `count - 1`, every one as likely. Source: Lemire, doi:10.1145/3230636.
  /// - Parameter count: from 1 to 2³² - 1. For 1 nothing is drawn.
  mutating func below(_ count: UInt32) -> Int {
    guard count > 1 else { return 0 }
    var product = UInt64(next()) * UInt64(count)
    if UInt32(truncatingIfNeeded: product) < count {
      let threshold = (0 &- count) % count
      while UInt32(truncatingIfNeeded: product) < threshold { product = UInt64(next()) * UInt64(count) }
    }
    return Int(product >> 32)
  }

  /// 32 bits: the lower half of 64, then the upper.
  private mutating func next() -> UInt32 {
    if let half = spare {
      spare = nil
      return half
    }
    step()
    let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let turn = UInt64(truncatingIfNeeded: state >> 122)
    let bits = folded >> turn | folded << ((64 - turn) & 63)
    spare = UInt32(truncatingIfNeeded: bits >> 32)
    return UInt32(truncatingIfNeeded: bits)
  }

  private mutating func step() { state = state &* 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645 &+ increment }

  /// Four words of 64 bits from a seed.
  private static func spread(_ seed: UInt64) -> [UInt64] {
    var pool: [UInt32] = [UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32), 0, 0]
    var factor: UInt32 = 0x43B0_D7E5
    func hashed(_ word: UInt32, multiplier: UInt32) -> UInt32 {
      var value = word ^ factor
      factor &*= multiplier
      value &*= factor
      return value ^ value >> 16
    }
    for index in pool.indices { pool[index] = hashed(pool[index], multiplier: 0x931E_8875) }
    for source in pool.indices {
      for target in pool.indices where target != source {
        let mixed = 0xCA01_F9DD &* pool[target] &- 0x4973_F715 &* hashed(pool[source], multiplier: 0x931E_8875)
        pool[target] = mixed ^ mixed >> 16
      }
    }
    factor = 0x8B51_F9DD
    let words = (0..<8).map { hashed(pool[$0 % 4], multiplier: 0x58F3_8DED) }
    return (0..<4).map { UInt64(words[2 * $0]) | UInt64(words[2 * $0 + 1]) << 32 }
  }
}

/// SHA-256 compression for processors without instructions for it. Twin: `DigestReference`.
public enum DigestKernels {
  /// Takes `count` blocks of 64 bytes into `state`.
  ///
  /// - Parameters:
  ///   - state: the eight words of the hash.
  ///   - blocks: `64 * count` readable bytes, any alignment.
  ///   - schedule: scratch of 64 words.
  ///   - constants: the 64 round constants.
  /// - Source: FIPS 180-4, 6.2.2.
  @inline(never)
  public static func compress(
    state: UnsafeMutablePointer<UInt32>, blocks: UnsafePointer<UInt8>, count: Int,
    schedule: UnsafeMutablePointer<UInt32>, constants: UnsafePointer<UInt32>
  ) {
    var block = UnsafeRawPointer(blocks)
    let end = block + 64 &* count
    while block < end {
      var t = 0
      while t < 16 {
        schedule[t] = block.loadUnaligned(fromByteOffset: t &* 4, as: UInt32.self).bigEndian
        t &+= 1
      }
      while t < 64 {
        let w15 = schedule[t &- 15]
        let w2 = schedule[t &- 2]
        let sigma0 = rotated(w15, 7) ^ rotated(w15, 18) ^ (w15 &>> 3)
        let sigma1 = rotated(w2, 17) ^ rotated(w2, 19) ^ (w2 &>> 10)
        schedule[t] = sigma1 &+ schedule[t &- 7] &+ sigma0 &+ schedule[t &- 16]
        t &+= 1
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      t = 0
      while t < 64 {
        let sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
        let choice = g ^ (e & (f ^ g))
        let first = h &+ sum1 &+ choice &+ constants[t] &+ schedule[t]
        let sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
        let majority = (a & b) | (c & (a | b))
        (h, g, f, e) = (g, f, e, d &+ first)
        (d, c, b, a) = (c, b, a, first &+ sum0 &+ majority)
        t &+= 1
      }
      state[0] &+= a
      state[1] &+= b
      state[2] &+= c
      state[3] &+= d
      state[4] &+= e
      state[5] &+= f
      state[6] &+= g
      state[7] &+= h
      block += 64
    }
  }

  @inline(__always)
  private static func rotated(_ x: UInt32, _ bits: UInt32) -> UInt32 { (x &>> bits) | (x &<< (32 &- bits)) }
}

/// SHA-256 as the standard writes it down: twin of `DigestKernels` and of the processor's own instructions.
///
/// Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2.
public enum DigestReference {
  /// The hash of `message`, 32 bytes.
  public static func sha256(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) { padded.append(UInt8((message.count * 8) >> shift & 0xFF)) }

    let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
    var hash = primes.prefix(8).map { squareRootFraction(Double($0)) }
    let constants = primes.map { cubeRootFraction(UInt64($0)) }

    for block in stride(from: 0, to: padded.count, by: 64) {
      var w = (0..<16).map { t in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(padded[block + 4 * t + $1]) } }
      for t in 16..<64 {
        let sigma0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >> 3
        let sigma1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >> 10
        w.append(sigma1 &+ w[t - 7] &+ sigma0 &+ w[t - 16])
      }
      var v = hash
      for t in 0..<64 {
        let sum1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)
        let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
        let first = v[7] &+ sum1 &+ choice &+ constants[t] &+ w[t]
        let sum0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)
        let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
        v = [first &+ sum0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
      }
      hash = zip(hash, v).map { $0 &+ $1 }
    }
    return hash.flatMap { word in [24, 16, 8, 0].map { UInt8(word >> $0 & 0xFF) } }
  }

  /// The first 32 bits of the fractional part of the square root of `n` < 25, which `Double` holds with bits to spare.
  private static func squareRootFraction(_ n: Double) -> UInt32 {
    let root = n.squareRoot()
    return UInt32((root - root.rounded(.down)) * 4_294_967_296)
  }

  /// The first 32 bits of the fractional part of the cube root of `n`, in whole numbers: the largest r with r³ <= n · 2⁹⁶.
  private static func cubeRootFraction(_ n: UInt64) -> UInt32 {
    var root: UInt64 = 0
    for bit in stride(from: UInt64(34), through: 0, by: -1) {
      let trial = root | 1 << bit
      let wide = UInt128(trial)
      if wide * wide * wide <= UInt128(n) << 96 { root = trial }
    }
    return UInt32(truncatingIfNeeded: root)
  }

  private static func rotate(_ x: UInt32, _ bits: UInt32) -> UInt32 { x >> bits | x << (32 - bits) }
}

/// SHA-256 of bytes that come piece by piece.
///
/// Runs on the processor's own instructions where it has them. A value: a copy goes on by itself.
/// - Source: FIPS 180-4.
public struct SHA256: Sendable {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// The bytes that do not fill a block yet: `length & 63` of them.
  private var pending = InlineArray<64, UInt8>(repeating: 0)
  private var length: UInt64 = 0
  private let compression: SHA256Compression

  public init() { self.init(compression: .available[0]) }

  init(compression: SHA256Compression) { self.compression = compression }

  /// What runs on this machine: `processor` for its own instructions, else the instruction set of the kernel.
  public static var implementation: String { SHA256Compression.available[0].name }

  /// Takes the next bytes.
  public mutating func update(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      take(base.assumingMemoryBound(to: UInt8.self), count: buffer.count)
    }
  }

  /// Takes the next bytes.
  public mutating func update(_ bytes: [UInt8]) { update(bytes.span.bytes) }

  /// Takes the UTF-8 of a text.
  public mutating func update(utf8 text: String) { update(Array(text.utf8)) }

  /// The hash of everything taken, in 64 lower-case hexadecimal digits.
  public consuming func finalize() -> String {
    let bits = length &* 8
    let zeros = (119 - Int(length & 63)) & 63
    update(
      [0x80] + [UInt8](repeating: 0, count: zeros) + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })
    var digits = ""
    for index in state.indices {
      for shift in stride(from: 28, through: 0, by: -4) {
        digits += String((state[index] >> UInt32(shift)) & 15, radix: 16)
      }
    }
    return digits
  }

  /// The hash of `bytes`, in 64 lower-case hexadecimal digits.
  public static func hash(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalize()
  }

  private mutating func take(_ bytes: UnsafePointer<UInt8>, count: Int) {
    var (next, left) = (bytes, count)
    var filled = Int(length & 63)
    length &+= UInt64(count)
    if filled > 0 {
      let taken = min(64 - filled, left)
      for index in 0..<taken { pending[filled + index] = next[index] }
      filled += taken
      next += taken
      left -= taken
      if filled < 64 { return }
      let block = pending
      block.span.withUnsafeBufferPointer { compress($0.baseAddress, blocks: 1) }
    }
    compress(next, blocks: left / 64)
    next += left & ~63
    for index in 0..<(left & 63) { pending[index] = next[index] }
  }

  private mutating func compress(_ blocks: UnsafePointer<UInt8>?, blocks count: Int) {
    guard let blocks, count > 0 else { return }
    let compression = compression
    var words = state.mutableSpan
    words.withUnsafeMutableBufferPointer { words in
      if let words = words.baseAddress { compression.run(words, blocks, count) }
    }
  }
}

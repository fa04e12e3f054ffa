/// The bits of a JPEG-LS scan, the most significant of each byte first. After a byte of ones comes a stuffed zero bit; a one
/// there begins a marker, which ends the scan. Source: ITU-T T.87, 9.1.
///
/// Behind the end there are zeros, so that nothing has to be checked bit by bit; ``isExhausted`` tells afterwards.
struct JPEGLSBits {
  private let stream: [UInt8]
  private var next: Int
  /// The next bits, from the top; zero below the valid ones.
  private var cache: UInt64 = 0
  /// Valid bits of the cache, those behind the end among them.
  private var count = 0
  /// Bits given out or held that are behind the end.
  private var invented = 0
  private var isStuffed = false

  init(_ stream: [UInt8], from offset: Int) {
    self.stream = stream
    next = offset
  }

  /// Whether bits from behind the end were taken.
  var isExhausted: Bool { invented > count }

  /// Whether more is left than the padding of the last byte.
  mutating func hasMore() -> Bool {
    fill()
    return count - invented > 15
  }

  /// At least 57 bits in the cache.
  @inline(never) private mutating func fill() {
    while count <= 56 {
      guard next < stream.count, !(isStuffed && stream[next] >= 0x80) else {
        invented &+= 8
        count &+= 8
        continue
      }
      let byte = stream[next]
      next &+= 1
      let width = isStuffed ? 7 : 8
      cache |= UInt64(byte) &<< UInt64(64 &- width &- count)
      count &+= width
      isStuffed = byte == 0xFF
    }
  }

  /// The number that the next `width` bits write, at most 32.
  @inline(__always) mutating func bits(_ width: Int) -> Int {
    if count < width { fill() }
    // Two shifts: one by 64 would be none.
    let value = Int(truncatingIfNeeded: (cache &>> 1) &>> UInt64(63 - width))
    drop(width)
    return value
  }

  /// How many zeros come before the next one, which is taken as well.
  /// - Parameter most: the most that a code word has, below 56. Where there are more, nothing is taken.
  @inline(__always) mutating func zeros(atMost most: Int) -> Int {
    if count <= most { fill() }
    let zeros = cache.leadingZeroBitCount
    if zeros <= most { drop(zeros &+ 1) }
    return zeros
  }

  @inline(__always) private mutating func drop(_ width: Int) {
    cache = cache &<< UInt64(width)
    count &-= width
  }
}

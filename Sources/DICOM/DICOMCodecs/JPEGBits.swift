/// The bits of a JPEG scan without restart intervals, the most significant of each byte first. A byte of ones is followed by
/// a stuffed zero byte, or else by a marker, which ends the scan. Source: ITU-T T.81, F.1.2.3.
///
/// Behind the end there are zeros, so that nothing has to be checked bit by bit; ``left`` tells afterwards.
struct JPEGBits {
  private var words: [UInt32] = []
  private var next = 0
  /// The next bits, from the top; zero below the valid ones.
  private(set) var cache: UInt64 = 0
  /// Valid bits of the cache, those behind the end among them.
  private var count = 0
  /// Bits of the scan.
  private var total = 0

  init(_ stream: [UInt8], from offset: Int) {
    words.reserveCapacity((stream.count - offset) / 4 + 1)
    let bytes = stream.span
    var word: UInt32 = 0
    var place = offset
    while place < bytes.count {
      let byte = bytes[place]
      place &+= 1
      if byte == 0xFF {
        guard place < bytes.count, bytes[place] == 0 else { break }
        place &+= 1
      }
      word = word &<< 8 | UInt32(byte)
      total &+= 8
      if total & 31 == 0 { words.append(word) }
    }
    if total & 31 != 0 { words.append(word << UInt32(32 - total & 31)) }
  }

  /// Bits that are left; negative where bits from behind the end were taken.
  var left: Int { total - (next * 32 - count) }

  /// Puts at least 32 bits into the cache.
  @inline(__always) mutating func fill() {
    guard count < 32 else { return }
    let word = next < words.count ? words[next] : 0
    next &+= 1
    cache |= UInt64(word) &<< UInt64(truncatingIfNeeded: 32 &- count)
    count &+= 32
  }

  /// Takes bits that are in the cache.
  @inline(__always) mutating func drop(_ width: Int) {
    cache = cache &<< UInt64(truncatingIfNeeded: width)
    count &-= width
  }
}

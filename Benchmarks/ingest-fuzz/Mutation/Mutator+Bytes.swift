extension Mutator {
  /// Changes that know nothing of DICOM, in the header more often than behind it.
  mutating func mutateBytes(_ bytes: inout [UInt8]) {
    let at = place(in: bytes)
    switch number(0..<10) {
    case 0: bytes[at] ^= 1 << UInt8(number(0..<8))
    case 1: bytes[at] = UInt8(number(0..<256))
    case 2: bytes[at] = pick(Self.bytes)
    case 3: put(pick(Self.words), 2, at, &bytes)
    case 4: put(pick(Self.longs), 4, at, &bytes)
    case 5: bytes.removeSubrange(at...)
    case 6: bytes.insert(contentsOf: block(), at: at)
    case 7: bytes.removeSubrange(at..<min(bytes.count, at + number(1..<64)))
    case 8:
      let copy = Array(bytes[at..<min(bytes.count, at + number(1..<400))])
      for _ in 0..<number(1..<20) { bytes.insert(contentsOf: copy, at: at) }
    default:
      for index in at..<min(bytes.count, at + number(1..<64)) { bytes[index] = UInt8(number(0..<256)) }
    }
  }

  /// A place in the header, in the file's end, or anywhere.
  private mutating func place(in bytes: [UInt8]) -> Int {
    switch number(0..<8) {
    case 0: number(0..<bytes.count)
    case 1: bytes.count - 1 - number(0..<min(bytes.count, 64))
    default: number(0..<min(bytes.count, 4096))
    }
  }

  /// Noise, zeros, or text.
  private mutating func block() -> [UInt8] {
    let count = number(1..<200)
    switch number(0..<3) {
    case 0: return (0..<count).map { _ in UInt8(number(0..<256)) }
    case 1: return [UInt8](repeating: 0, count: count)
    default: return [UInt8](repeating: 0x31, count: count)
    }
  }

  /// Writes a number in either byte order, as far as there is room.
  mutating func put(_ value: Int, _ width: Int, _ at: Int, _ bytes: inout [UInt8]) {
    let isBig = chance(4)
    for index in 0..<width where at + index < bytes.count {
      bytes[at + index] = UInt8(truncatingIfNeeded: value >> ((isBig ? width - 1 - index : index) * 8))
    }
  }

  static var bytes: [UInt8] { [0, 1, 0x1B, 0x20, 0x5C, 0x7F, 0x80, 0xA1, 0xFE, 0xFF] }
  static var words: [Int] { [0, 1, 2, 3, 7, 8, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x1000, 0x00FF, 0x0100, 511, 513] }
  static var longs: [Int] {
    [
      0, 1, 2, 3, 7, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFF0, 0x1_0000, 0x0010_0000,
      0x1000_0000,
      0xE000_FFFE, 0xE00D_FFFE, 0xE0DD_FFFE, 4096, 4097, 524_286, 524_290,
    ]
  }
}

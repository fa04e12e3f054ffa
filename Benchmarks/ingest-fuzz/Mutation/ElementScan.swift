/// Where an element of a DICOM file stands.
struct ElementPlace {
  let tag: UInt32
  /// The first byte of the tag.
  let start: Int
  let lengthAt: Int
  /// Bytes of the length field: 2 or 4.
  let lengthWidth: Int
  let value: Range<Int>
  var isExplicit: Bool { value.lowerBound - start == 12 || lengthWidth == 2 }
}

/// The elements of a whole file, those inside sequences too, as far as it can be read. For aiming at: it trusts the file.
struct ElementScan {
  private(set) var places: [ElementPlace] = []
  private(set) var isBigEndian = false
  private var isExplicit = true

  init(_ bytes: [UInt8]) {
    var at = bytes.count > 132 && Array(bytes[128..<132]) == Array("DICM".utf8) ? 132 : 0
    while at + 8 <= bytes.count, bytes[at] == 2, bytes[at + 1] == 0 { at = element(bytes, at) }
    if let syntax = places.first(where: { $0.tag == 0x0002_0010 }) {
      let uid = String(decoding: bytes[syntax.value].filter { $0 != 0 }, as: UTF8.self)
      isExplicit = uid != "1.2.840.10008.1.2"
      isBigEndian = uid == "1.2.840.10008.1.2.2"
    }
    while at + 8 <= bytes.count, places.count < 5000 { at = element(bytes, at) }
  }

  /// Reads one element, and goes into what may be a sequence.
  /// - Returns: where the next one begins.
  private mutating func element(_ bytes: [UInt8], _ at: Int) -> Int {
    let tag = UInt32(word(bytes, at)) << 16 | UInt32(word(bytes, at + 2))
    var (lengthAt, width) = (at + 4, 4)
    let isItem = tag >> 16 == 0xFFFE
    if isExplicit, !isItem {
      let vr = String(decoding: bytes[at + 4..<at + 6], as: UTF8.self)
      (lengthAt, width) = Self.long.contains(vr) ? (at + 8, 4) : (at + 6, 2)
    }
    let start = lengthAt + width
    guard start <= bytes.count else { return bytes.count }
    let length = width == 2 ? word(bytes, lengthAt) : long(bytes, lengthAt)
    let isOpen = length == 0xFFFF_FFFF
    let end = isOpen ? start : min(start + length, bytes.count)
    places.append(ElementPlace(tag: tag, start: at, lengthAt: lengthAt, lengthWidth: width, value: start..<end))
    let isSequence = isItem && places.count > 1 || end - start >= 8 && word(bytes, start) == 0xFFFE
    return isOpen || isSequence && tag != 0x7FE0_0010 && !holdsPixels ? start : end
  }

  /// Whether the pixel data have begun: their items are fragments, not to be read as elements.
  private var holdsPixels: Bool { places.contains { $0.tag == 0x7FE0_0010 } }

  private static let long: Set<String> = ["OB", "OW", "OD", "OF", "OL", "OV", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"]

  private func word(_ bytes: [UInt8], _ at: Int) -> Int {
    let pair = (Int(bytes[at]), Int(bytes[at + 1]))
    return isBigEndian && !places.isEmpty && at > 300 ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0
  }

  private func long(_ bytes: [UInt8], _ at: Int) -> Int {
    let (first, second) = (word(bytes, at), word(bytes, at + 2))
    return isBigEndian && at > 300 ? first << 16 | second : second << 16 | first
  }
}

/// Elements written byte by byte, in any encoding, for files that no writer makes.
struct RawDataSet {
  enum Encoding: String, CaseIterable {
    case implicit = "1.2.840.10008.1.2"
    case explicit = "1.2.840.10008.1.2.1"
    case deflated = "1.2.840.10008.1.2.1.99"
    case big = "1.2.840.10008.1.2.2"
  }

  let encoding: Encoding
  private(set) var bytes: [UInt8] = []

  static let undefined = 0xFFFF_FFFF

  init(_ encoding: Encoding) {
    self.encoding = encoding
    // Enough for a study to be named by it.
    for (group, element, value) in [
      (0x0008, 0x0016, "1.2.840.10008.5.1.4.1.1.2"), (0x0008, 0x0018, "1.2.3.40.1"), (0x0020, 0x000D, "1.2.3.4"),
      (0x0020, 0x000E, "1.2.3.40"),
    ] { add(group, element, "UI", Array(value.utf8) + (value.utf8.count % 2 == 0 ? [] : [0])) }
  }

  mutating func add(_ group: Int, _ element: Int, _ vr: String, _ value: [UInt8], length: Int? = nil) {
    bytes += word(group) + word(element)
    let length = length ?? value.count
    if encoding == .implicit || group == 0xFFFE {
      bytes += long(length)
    } else if ["OB", "OW", "SQ", "UN", "UT"].contains(vr) {
      bytes += Array(vr.utf8) + [0, 0] + long(length)
    } else {
      bytes += Array(vr.utf8) + word(length)
    }
    bytes += value
  }

  /// The beginning of an item, with its length.
  mutating func addItem(length: Int = undefined) { add(0xFFFE, 0xE000, "", [], length: length) }
  mutating func addItemEnd() { add(0xFFFE, 0xE00D, "", []) }
  mutating func addSequenceEnd() { add(0xFFFE, 0xE0DD, "", []) }

  /// Bytes as they are.
  mutating func add(raw more: [UInt8]) { bytes += more }

  /// What `body` adds, many times over.
  mutating func repeating(_ count: Int, _ body: (inout RawDataSet) -> Void) {
    let start = bytes.count
    body(&self)
    let unit = Array(bytes[start...])
    bytes.reserveCapacity(start + unit.count * count)
    for _ in 1..<count { bytes += unit }
  }

  /// The whole file; a deflated data set in blocks that are only stored.
  var file: [UInt8] { Self.file(encoding.rawValue, encoding == .deflated ? Self.stored(bytes) : bytes) }

  static func file(_ transferSyntax: String, _ body: [UInt8]) -> [UInt8] {
    var meta = RawDataSet(meta: ())
    meta.add(0x0002, 0x0010, "UI", Array(transferSyntax.utf8) + (transferSyntax.utf8.count % 2 == 0 ? [] : [0]))
    let length = meta.bytes.count
    var start = RawDataSet(meta: ())
    start.add(0x0002, 0x0000, "UL", start.long(length))
    return [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + start.bytes + meta.bytes + body
  }

  private init(meta: ()) { encoding = .explicit }

  /// Source: RFC 1951, 3.2.4.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      let count = UInt16(block.count)
      result += [
        rest.isEmpty ? 1 : 0, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8),
      ]
      result += block
    } while !rest.isEmpty
    return result
  }

  private func word(_ value: Int) -> [UInt8] {
    let bytes = [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)]
    return encoding == .big ? bytes.reversed() : bytes
  }

  private func long(_ value: Int) -> [UInt8] {
    let bytes = (0..<4).map { UInt8(value >> ($0 * 8) & 0xFF) }
    return encoding == .big ? bytes.reversed() : bytes
  }
}

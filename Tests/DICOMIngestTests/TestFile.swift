import Foundation
import TestSupport

/// A DICOM file made by hand: explicit VR little endian elements, as few as a CT image needs.
struct TestFile {
  private var elements: [Key: Element] = [:]
  private var pixelData: PixelData?
  /// The transfer syntax that the file claims; the elements are written in explicit VR little endian all the same.
  var transferSyntax = "1.2.840.10008.1.2.1"

  private struct Key: Hashable, Comparable {
    let group: UInt16
    let element: UInt16

    static func < (a: Key, b: Key) -> Bool { (a.group, a.element) < (b.group, b.element) }
  }

  private struct Element {
    let vr: String
    let value: [UInt8]
  }

  private enum PixelData {
    case native([UInt8], declared: Int)
    case fragments([[UInt8]], offsets: [Int])
  }

  static let series = "1.2.3.40"
  static let study = "1.2.3.4"

  /// One axial slice of a chest CT: `side`² pixels of `pixel` mm, soft tissue that differs by pixel and slice.
  static func slice(number: Int = 1, z: Double = 0, side: Int = 8, pixel: Double = 0.75) -> TestFile {
    var file = TestFile()
    file.set(0x0008, 0x0008, "CS", "ORIGINAL\\PRIMARY\\AXIAL")
    file.set(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.2")
    file.set(0x0008, 0x0018, "UI", "1.2.3.40.\(number)")
    file.set(0x0008, 0x0060, "CS", "CT")
    file.set(0x0010, 0x0010, "PN", "PHANTOM^SEED-1")
    file.set(0x0010, 0x0020, "LO", "P1")
    file.set(0x0018, 0x0050, "DS", "2.5")
    file.set(0x0018, 0x1210, "SH", "STANDARD")
    file.set(0x0020, 0x000D, "UI", study)
    file.set(0x0020, 0x000E, "UI", series)
    file.set(0x0020, 0x0011, "IS", "3")
    file.set(0x0020, 0x0013, "IS", "\(number)")
    file.set(0x0020, 0x0032, "DS", "-3\\-4\\\(z)")
    file.set(0x0020, 0x0037, "DS", "1\\0\\0\\0\\1\\0")
    file.set(0x0028, 0x0004, "CS", "MONOCHROME2")
    file.set(0x0028, 0x0030, "DS", "\(pixel)\\\(pixel)")
    file.set(0x0028, 0x1052, "DS", "-1024")
    file.set(0x0028, 0x1053, "DS", "1")
    for (element, value) in [
      (0x0002, 1), (0x0010, side), (0x0011, side), (0x0100, 16), (0x0101, 12), (0x0102, 11), (0x0103, 0),
    ] { file.setWord(0x0028, UInt16(element), UInt16(value)) }
    file.setPixels((0..<side * side).map { UInt16(1000 + 7 * number + $0 % 50) })
    return file
  }

  mutating func set(_ group: UInt16, _ element: UInt16, _ vr: String, _ text: String) {
    set(group, element, vr, bytes: Array(text.utf8))
  }

  mutating func set(_ group: UInt16, _ element: UInt16, _ vr: String, bytes: [UInt8]) {
    elements[Key(group: group, element: element)] = Element(vr: vr, value: bytes)
  }

  mutating func setWord(_ group: UInt16, _ element: UInt16, _ value: UInt16, vr: String = "US") {
    set(group, element, vr, bytes: Self.words([value]))
  }

  mutating func remove(_ group: UInt16, _ element: UInt16) { elements[Key(group: group, element: element)] = nil }

  /// Native pixel data; `declared` is the length that the element claims, where it lies.
  mutating func setPixels(_ words: [UInt16], declared: Int? = nil) {
    pixelData = .native(Self.words(words), declared: declared ?? words.count * 2)
  }

  /// Encapsulated pixel data behind an offset table, which is empty where nothing is given.
  mutating func setFragments(_ fragments: [[UInt8]], offsets: [Int] = []) {
    pixelData = .fragments(fragments, offsets: offsets)
  }

  mutating func removePixels() { pixelData = nil }

  /// The whole file.
  var bytes: [UInt8] {
    var body: [UInt8] = []
    for (key, element) in elements.sorted(by: { $0.key < $1.key }) {
      body += Self.header(key.group, key.element, element.vr, length: element.value.count + element.value.count % 2)
      body += element.value + (element.value.count % 2 == 0 ? [] : [element.vr == "UI" ? 0 : 0x20])
    }
    switch pixelData {
    case .native(let bytes, let declared): body += Self.header(0x7FE0, 0x0010, "OW", length: declared) + bytes
    case .fragments(let fragments, let offsets):
      body += Self.header(0x7FE0, 0x0010, "OB", length: 0xFFFF_FFFF)
      for fragment in [offsets.flatMap(Self.long)] + fragments {
        body += Self.words([0xFFFE, 0xE000]) + Self.long(fragment.count + fragment.count % 2)
        body += fragment + (fragment.count % 2 == 0 ? [] : [0])
      }
      body += Self.words([0xFFFE, 0xE0DD]) + Self.long(0)
    case nil: break
    }
    let syntax = Array(transferSyntax.utf8) + (transferSyntax.utf8.count % 2 == 0 ? [] : [0])
    let meta = Self.header(0x0002, 0x0010, "UI", length: syntax.count) + syntax
    return [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
      + Self.header(0x0002, 0x0000, "UL", length: 4) + Self.long(meta.count) + meta + body
  }

  /// Writes the file into a folder.
  @discardableResult func write(_ name: String, in folder: TestFolder) throws -> String {
    try folder.write(name, bytes)
  }

  private static func header(_ group: UInt16, _ element: UInt16, _ vr: String, length: Int) -> [UInt8] {
    let head = words([group, element]) + Array(vr.utf8)
    let isLong = ["OB", "OW", "OV", "SQ", "UN", "UT"].contains(vr)
    return isLong ? head + [0, 0] + long(length) : head + words([UInt16(length)])
  }

  private static func words(_ words: [UInt16]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * words.count)
    for word in words {
      bytes.append(UInt8(word & 0xFF))
      bytes.append(UInt8(word >> 8))
    }
    return bytes
  }

  private static func long(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> ($0 * 8) & 0xFF) } }
}

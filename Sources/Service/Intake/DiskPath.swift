/// A path as the system knows it: bytes, which need not be UTF-8 (a centre may well send names in GBK).
struct DiskPath: Hashable, Sendable {
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  init(bytes: [UInt8]) { self.bytes = bytes }

  func appending(_ name: some Sequence<UInt8>) -> DiskPath { DiskPath(bytes: bytes + [UInt8(ascii: "/")] + name) }

  func appending(_ name: String) -> DiskPath { appending(name.utf8) }

  /// The last component.
  var name: ArraySlice<UInt8> {
    bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes[($0 + 1)...] } ?? bytes[...]
  }

  /// The path without its last component.
  var parent: DiskPath {
    bytes.lastIndex(of: UInt8(ascii: "/")).map { DiskPath(bytes: Array(bytes[..<$0])) } ?? self
  }

  /// The components below a folder that this path lies in.
  func components(below folder: DiskPath) -> [ArraySlice<UInt8>] {
    bytes.dropFirst(folder.bytes.count).split(separator: UInt8(ascii: "/"))
  }

  func isBelow(_ folder: DiskPath) -> Bool {
    bytes.starts(with: folder.bytes) && bytes.dropFirst(folder.bytes.count).first == UInt8(ascii: "/")
  }

  /// The path as text; `nil` where it is not UTF-8.
  var text: String? { String(validating: bytes, as: UTF8.self) }

  /// The path for people: bytes that are not UTF-8 are shown as `%D5`.
  var printable: String { DiskPath.printable(bytes) }

  /// A name as text that is unique for its bytes wherever they are UTF-8; other names are escaped byte by byte.
  static func printable(_ name: some Collection<UInt8>) -> String {
    if let text = String(validating: name, as: UTF8.self) { return text }
    return name.reduce(into: "") { text, byte in
      if (0x20..<0x7f).contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }

  func withCString<R, E: Error>(_ body: (UnsafePointer<CChar>) throws(E) -> R) throws(E) -> R {
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    return try unsafe terminated.withUnsafeBufferPointer { (buffer) throws(E) in
      try unsafe body(buffer.baseAddress.unsafelyUnwrapped)
    }
  }
}

extension DiskPath: Comparable {
  static func < (left: DiskPath, right: DiskPath) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}

/// A 64-bit FNV-1a digest: names a path in the log without showing it, and replaces UIDs that cannot name a file.
/// Not for telling contents apart.
func digest(_ bytes: some Sequence<UInt8>) -> String {
  let value = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  let text = String(value, radix: 16)
  return String(repeating: "0", count: 16 - text.count) + text
}

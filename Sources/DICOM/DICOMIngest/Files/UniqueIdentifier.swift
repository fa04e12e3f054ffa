/// The form of a DICOM unique identifier.
///
/// An identifier names folders and files of results, so nothing goes further that is not one.
/// Source: DICOM PS3.5, chapter 9. A component with a leading zero, which the standard forbids and scanners write, is let pass.
enum UniqueIdentifier {
  static let longest = 64

  /// Whether `text` is made of digits and single dots between them, 1 to 64 characters in all.
  static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...longest).contains(bytes.count) else { return false }
    let dot = UInt8(ascii: ".")
    var previous = dot
    for byte in bytes {
      if byte == dot {
        guard previous != dot else { return false }
      } else {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return false }
      }
      previous = byte
    }
    return previous != dot
  }
}

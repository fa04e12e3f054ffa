/// Text of a data set, as UTF-8, and whether it is what the file meant.
struct DecodedText: Equatable {
  let string: String
  /// False where the bytes are not in the character set that the file names: the text is then a guess with holes.
  let isDecoded: Bool

  /// Text that was decoded.
  init(_ text: String) {
    string = Self.trimmed(text)
    isDecoded = true
  }

  /// Bytes in an unknown character set: kept where they are UTF-8 all the same, otherwise every byte outside ASCII becomes
  /// U+FFFD. Nothing is guessed that could show a wrong name.
  init(undecodable bytes: [UInt8]) {
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(byte < 0x80 ? Unicode.Scalar(byte) : "\u{FFFD}") }
    string = Self.trimmed(String(validating: bytes, as: UTF8.self) ?? String(scalars))
    isDecoded = false
  }

  /// Values are padded to an even length with a blank or a zero byte, and some writers put blanks in front.
  private static func trimmed(_ text: String) -> String {
    let isPadding: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\0" }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isPadding($0) }),
      let last = scalars.lastIndex(where: { !isPadding($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}

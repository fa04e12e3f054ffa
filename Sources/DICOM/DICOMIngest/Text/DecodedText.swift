/// Text of a data set, as UTF-8, and how far it can be believed.
struct DecodedText: Equatable {
  enum Reading: Equatable {
    /// As the file says.
    case declared
    /// In another character set than the file names, by what the bytes look like. For display only.
    case guessed(assumed: String)
    /// In no likely character set: every byte outside ASCII has become U+FFFD.
    case undecodable
  }

  let string: String
  let reading: Reading

  var isDecoded: Bool { reading == .declared }

  init(_ text: String, _ reading: Reading = .declared) {
    string = Self.trimmed(text)
    self.reading = reading
  }

  /// Bytes that nobody can read: nothing is shown that could be a wrong name.
  init(undecodable bytes: [UInt8]) {
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(byte < 0x80 ? Unicode.Scalar(byte) : "\u{FFFD}") }
    self.init(String(scalars), .undecodable)
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

/// Finds the character set of text, where the file names none, one that does not exist, or a wrong one.
///
/// Text that can be read as declared is taken so, but for ISO_IR 100, where every byte is some letter and much Chinese text is
/// sent, and for GB18030 and its parts, where the bytes of Chinese in UTF-8 are ideographs, too. Everything else is a guess,
/// and is called one.
enum CharacterSetGuess {
  /// - Parameters:
  ///   - bytes: a value with characters outside ASCII.
  ///   - label: Specific Character Set as stored; empty where there is none.
  ///   - asDeclared: the value by that label; `nil` where it cannot be read so.
  ///   - read: reads bytes in a character set, given by its defined term; `nil` where that fails.
  /// - Source: defined terms in DICOM PS3.3, C.12.1.1.2; escape sequences in PS3.5, 6.1.2.5.
  static func text(
    _ bytes: [UInt8], label: String, asDeclared: String?, read: (_ bytes: [UInt8], _ term: String) -> String?
  ) -> DecodedText {
    let name = normalised(label)
    func convert(_ term: String) -> String? { read(bytes, term) }
    func contested(_ text: String) -> DecodedText? { unicodeOrChinese(bytes, text) { read($0, chineseSet) } }
    if let text = asDeclared, isText(text), name != "ISOIR13" || isKatakana(text) {
      let other =
        latinNames.contains(name)
        ? lookalike(bytes, convert) : aliases[name] == chineseSet ? contested(text) : nil
      return other ?? DecodedText(text)
    }
    for term in [aliases[name], escapedSet(bytes)].compactMap(\.self) {
      if term == latin, let other = lookalike(bytes, convert) { return other }
      guard let text = convert(term), isText(text) else { continue }
      return (term == chineseSet ? contested(text) : nil) ?? DecodedText(text, .guessed(assumed: term))
    }
    if let text = lookalike(bytes, convert) { return text }
    if ByteScript.looksLatin(bytes), let text = convert(latin), isText(text) {
      return DecodedText(text, .guessed(assumed: latin))
    }
    return DecodedText(undecodable: bytes)
  }

  /// UTF-8 or Chinese, whatever the label says.
  private static func lookalike(_ bytes: [UInt8], _ convert: (String) -> String?) -> DecodedText? {
    let utf8 = String(validating: bytes, as: UTF8.self).flatMap { isText($0) ? $0 : nil }
    let chinese = ByteScript.looksChinese(bytes) ? convert(chineseSet).flatMap { isChinese($0) ? $0 : nil } : nil
    switch (utf8, chinese) {
    case (let utf8?, let chinese?):
      // Both are possible for a few characters of two bytes; three bytes each, or many of two, do not come by chance.
      let foreign = utf8.unicodeScalars.filter { $0.value >= 0x80 }
      let isUTF8 = foreign.count >= 3 || foreign.contains { $0.value >= 0x800 }
      return isUTF8
        ? DecodedText(utf8, .guessed(assumed: unicode)) : DecodedText(chinese, .guessed(assumed: chineseSet))
    case (let utf8?, nil): return DecodedText(utf8, .guessed(assumed: unicode))
    case (nil, let chinese?): return DecodedText(chinese, .guessed(assumed: chineseSet))
    case (nil, nil): return nil
    }
  }

  /// Chinese by its label that is UTF-8 as well; `nil` where it is not.
  ///
  /// Names in GB18030 that are two or more ideographs in UTF-8 are very rare, and UTF-8 read as GB18030 is full of rare
  /// ideographs: UTF-8 is taken, unless the other reading has the larger share of common ones. Both are guesses.
  private static func unicodeOrChinese(
    _ bytes: [UInt8], _ asChinese: String, readChinese: ([UInt8]) -> String?
  ) -> DecodedText? {
    guard let utf8 = String(validating: bytes, as: UTF8.self), isText(utf8),
      utf8.unicodeScalars.count(where: { (0x4E00...0x9FFF).contains($0.value) }) >= 2
    else { return nil }
    let common = CommonIdeographs(read: readChinese)
    return common.share(of: asChinese) > common.share(of: utf8)
      ? DecodedText(asChinese, .guessed(assumed: chineseSet)) : DecodedText(utf8, .guessed(assumed: unicode))
  }

  /// No control characters, no holes, nothing from a private area: what a wrong character set gives.
  private static func isText(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0 != "\u{1B}" && !(0x80...0x9F).contains($0.value) && $0 != "\u{FFFD}" && !(0xE000...0xF8FF).contains($0.value)
    }
  }

  /// What JIS X 0201 has; the conversion reads Shift JIS under its name.
  private static func isKatakana(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0.value < 0x80 || (0xFF61...0xFF9F).contains($0.value) || "¥‾".contains(Character($0))
    }
  }

  /// Ideographs, with no more than full-width punctuation between them.
  private static func isChinese(_ text: String) -> Bool {
    let foreign = text.unicodeScalars.filter { $0.value >= 0x80 }
    return foreign.contains(where: \.properties.isIdeographic)
      && foreign.allSatisfy {
        $0.properties.isIdeographic || (0x3000...0x303F).contains($0.value) || $0.value >= 0xFF00
      }
  }

  /// A label without what writers get wrong: case, blanks, lines, a second value that is empty.
  private static func normalised(_ label: String) -> String {
    String(label.uppercased().unicodeScalars.filter { ("A"..."Z").contains($0) || ("0"..."9").contains($0) })
  }

  /// The set that an escape sequence announces, where the label does not.
  private static func escapedSet(_ bytes: [UInt8]) -> String? {
    escapes.first { sequence, _ in
      bytes.indices.contains { bytes[$0...].starts(with: sequence) }
    }?.term
  }

  private static let latin = "ISO_IR 100"
  private static let unicode = "ISO_IR 192"
  private static let chineseSet = "GB18030"
  private static let latinNames: Set<String> = ["ISOIR100", "ISO2022IR100"]

  /// Labels that the standard does not know, or spells otherwise.
  private static let aliases: [String: String] = {
    var aliases: [String: String] = [:]
    for name in [
      "GB2312", "GB23121980", "GB231280", "EUCCN", "GBK", "CP936", "MS936", "WINDOWS936", "GB18030", "GB180302000",
      "GB180302005", "GB130302000", "ISOIRGB18030", "ISOIRGBK",
    ] { aliases[name] = chineseSet }
    for name in ["UTF8", "ISOIR192", "ISO2022IR192", "UNICODE", "ISO10646"] { aliases[name] = unicode }
    for name in ["ISOIR100", "ISO88591", "88591", "LATIN1", "ISO100"] { aliases[name] = latin }
    for name in ["ISOIR58", "ISO2022IR58", "IR58"] { aliases[name] = "\\ISO 2022 IR 58" }
    return aliases
  }()

  private static let escapes: [(sequence: [UInt8], term: String)] = [
    ([0x1B, 0x24, 0x29, 0x41], "\\ISO 2022 IR 58"), ([0x1B, 0x24, 0x29, 0x43], "\\ISO 2022 IR 149"),
    ([0x1B, 0x29, 0x49], "ISO 2022 IR 13\\ISO 2022 IR 87"), ([0x1B, 0x28, 0x4A], "ISO 2022 IR 13\\ISO 2022 IR 87"),
    ([0x1B, 0x24, 0x42], "\\ISO 2022 IR 87"), ([0x1B, 0x24, 0x28, 0x44], "\\ISO 2022 IR 87\\ISO 2022 IR 159"),
  ]
}

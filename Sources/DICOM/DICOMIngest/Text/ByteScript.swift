/// What the bytes of a text look like, before anybody reads them.
enum ByteScript {
  /// Whether everything outside ASCII could be Chinese in GB18030 and is not more likely accented Latin.
  ///
  /// Chinese stands in whole pairs of bytes, apart from Latin letters or at least three characters long; accented letters
  /// stand one by one, inside words. A pair outside the six thousand ideographs of GB 2312 counts only together with a byte
  /// that is no letter in Latin-1 (0x80 to 0xBF): else `Öz` would be one.
  /// - Source: GB 18030; GB 2312 has its ideographs at 0xB0A1 to 0xF7FE.
  static func looksChinese(_ bytes: [UInt8]) -> Bool {
    var isFound = false
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      let start = index
      var (characters, isRare, isNoLatin) = (0, false, false)
      while index < bytes.count, bytes[index] >= 0x80 {
        guard let size = characterSize(bytes[index...]) else { return false }
        let character = bytes[index..<index + size]
        isRare = isRare || size == 4 || !((0xB0...0xF7).contains(bytes[index]) && bytes[index + 1] >= 0xA1)
        isNoLatin = isNoLatin || character.contains { (0x80...0xBF).contains($0) }
        characters += 1
        index += size
      }
      let isApart = !(start > 0 && isLetter(bytes[start - 1])) && !(index < bytes.count && isLetter(bytes[index]))
      guard isApart || characters >= 3, !isRare || isNoLatin else { return false }
      isFound = true
    }
    return isFound
  }

  /// Whether everything outside ASCII could be a letter of Latin-1: few beside many plain ones, never three in a row.
  static func looksLatin(_ bytes: [UInt8]) -> Bool {
    let foreign = bytes.filter { $0 >= 0x80 }
    guard foreign.allSatisfy({ $0 >= 0xC0 && $0 != 0xD7 && $0 != 0xF7 }) else { return false }
    let isRun = bytes.indices.dropLast(2).contains { index in bytes[index...index + 2].allSatisfy { $0 >= 0x80 } }
    return !isRun && bytes.filter(isLetter).count >= foreign.count
  }

  /// Bytes of the character that begins here; `nil` where none of GB18030 does.
  private static func characterSize(_ rest: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(rest.prefix(4))
    guard bytes.count >= 2, (0x81...0xFE).contains(bytes[0]) else { return nil }
    if (0x40...0x7E).contains(bytes[1]) || (0x80...0xFE).contains(bytes[1]) { return 2 }
    guard bytes.count == 4, (0x30...0x39).contains(bytes[1]), (0x81...0xFE).contains(bytes[2]),
      (0x30...0x39).contains(bytes[3])
    else { return nil }
    return 4
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

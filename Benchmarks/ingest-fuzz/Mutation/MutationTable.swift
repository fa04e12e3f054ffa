/// Values that have led parsers astray.
extension Mutator {
  static var representations: [String] {
    [
      "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "OB", "OD", "OF", "OL", "OV", "OW", "PN",
      "SH",
      "SL", "SQ", "SS", "ST", "SV", "TM", "UC", "UI", "UL", "UN", "UR", "US", "UT", "UV", "??", "\0\0", "ZZ", "OX",
      "xs", "na",
    ]
  }

  /// Rows, columns, frames, bits, padding, rescale, geometry, character set, identifiers, transfer syntax.
  static var attributes: Set<UInt32> {
    [
      0x0002_0010, 0x0008_0005, 0x0008_0008, 0x0008_0016, 0x0008_0018, 0x0010_0010, 0x0018_0050, 0x0020_000D,
      0x0020_000E,
      0x0020_0013, 0x0020_0032, 0x0020_0037, 0x0028_0002, 0x0028_0004, 0x0028_0008, 0x0028_0010, 0x0028_0011,
      0x0028_0030,
      0x0028_0100, 0x0028_0101, 0x0028_0102, 0x0028_0103, 0x0028_0120, 0x0028_0121, 0x0028_1052, 0x0028_1053,
      0x0028_1054,
      0x0028_2112, 0x0020_9157, 0x0020_9057, 0x0020_9128, 0x0020_1002,
    ]
  }

  static var syntaxes: [String] {
    let prefix = "1.2.840.10008.1.2"
    return [
      prefix, prefix + ".1", prefix + ".1.99", prefix + ".2", prefix + ".5", prefix + ".4.50", prefix + ".4.51",
      prefix + ".4.53", prefix + ".4.55", prefix + ".4.57", prefix + ".4.70", prefix + ".4.80", prefix + ".4.81",
      prefix + ".4.90", prefix + ".4.95", prefix + ".4.100", "1.2.840.113619.5.2", "1.2.3", "",
    ]
  }

  static var texts: [String] {
    [
      "", " ", "0", "-0", "-1", "1e308", "-1e308", "1e-320", "nan", "inf", "0x10", "1,5", "99999999999999999999",
      "2147483647",
      "2147483648", "-2147483649", "4294967296", "9223372036854775808", "9000000000000000000",
      "-9000000000000000000", "1e300", "1\\2\\3\\4\\5\\6\\7", "0\\0\\0\\0\\0\\0",
      "1\\0\\0\\0\\1\\0", "1e9\\1e9\\1e9", "32767", "65535", "512", "../../x", "1..2", ".", "A\\B", "^=^=^",
      "ISO_IR 100",
      "ISO_IR 192", "GB18030", "GBK", "GB2312", "\\ISO 2022 IR 58", "\\ISO 2022 IR 87",
      "ISO 2022 IR 13\\ISO 2022 IR 87",
      "\\ISO 2022 IR 149", "ISO_IR 166", "1.2.840.10008.5.1.4.1.1.2.1", "1.2.840.10008.5.1.4.1.1.2", "HU",
      "MONOCHROME1",
    ]
  }
}

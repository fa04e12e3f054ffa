import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

/// A header whose patient has this name, under this Specific Character Set.
func header(charset: String?, name: [UInt8]) throws -> InstanceHeader {
  let folder = try TestFolder()
  var file = TestFile.slice()
  if let charset { file.set(0x0008, 0x0005, "CS", charset) }
  file.set(0x0010, 0x0010, "PN", bytes: name)
  return try DICOMIngest.examine(file: try file.write("x.dcm", in: folder))
}

/// Bytes as text writes them: characters up to U+00FF stand for themselves, `␛` for an escape.
func raw(_ text: String) -> [UInt8] {
  text.unicodeScalars.map { $0 == "␛" ? 0x1B : UInt8(truncatingIfNeeded: $0.value) }
}

@Suite("Text in the character set that the file names")
struct TextTests {
  /// Source: DICOM PS3.5, annexes H to K and 6.2.1.2, and PS3.3, C.12.1.1.2 for the terms.
  @Test(
    "the examples of the standard",
    arguments: [
      (
        "\\ISO 2022 IR 87",
        "Yamada^Tarou=␛$B;3ED␛(B^␛$BB@O:␛(B=␛$B$d$^$@␛(B^␛$B$?$m$&␛(B", "Yamada^Tarou=山田^太郎=やまだ^たろう"
      ),
      (
        "ISO 2022 IR 13\\ISO 2022 IR 87",
        "\u{D4}\u{CF}\u{C0}\u{DE}^\u{C0}\u{DB}\u{B3}=␛$B;3ED␛(J^␛$BB@O:␛(J=␛$B$d$^$@␛(J^␛$B$?$m$&␛(J",
        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"
      ),
      (
        "\\ISO 2022 IR 149",
        "Hong^Gildong=␛$)C\u{FB}\u{F3}^␛$)C\u{D1}\u{CE}\u{D4}\u{D7}=␛$)C\u{C8}\u{AB}^␛$)C\u{B1}\u{E6}\u{B5}\u{BF}",
        "Hong^Gildong=洪^吉洞=홍^길동"
      ),
      (
        "GB18030", "Wang^XiaoDong=\u{CD}\u{F5}^\u{D0}\u{A1}\u{B6}\u{AB}=", "Wang^XiaoDong=王^小东="
      ),
      ("GBK", "Wang^XiaoDong=\u{CD}\u{F5}^\u{D0}\u{A1}\u{B6}\u{AB}=", "Wang^XiaoDong=王^小东="),
      (
        "\\ISO 2022 IR 58", "Zhang^XiaoDong=␛$)A\u{D5}\u{C5}^␛$)A\u{D0}\u{A1}\u{B6}\u{AB}=", "Zhang^XiaoDong=张^小东="
      ),
      ("ISO_IR 100", "Buc^J\u{E9}r\u{F4}me", "Buc^Jérôme"),
      ("ISO_IR 101", "Wa\u{B3}\u{EA}sa", "Wałęsa"),
      ("ISO_IR 144", "\u{BB}\u{EE}\u{DA}ce\u{DC}\u{D1}yp\u{D3}", "Люкceмбypг"),
      ("ISO_IR 126", "\u{C4}\u{E9}\u{EF}\u{ED}\u{F5}\u{F3}\u{E9}\u{EF}\u{F2}", "Διονυσιος"),
      ("ISO_IR 127", "\u{E2}\u{C8}\u{C7}\u{E6}\u{EA}^\u{E4}\u{E6}\u{D2}\u{C7}\u{D1}", "قباني^لنزار"),
      ("ISO_IR 138", "\u{F9}\u{F8}\u{E5}\u{EF}^\u{E3}\u{E1}\u{E5}\u{F8}\u{E4}", "שרון^דבורה"),
      ("ISO_IR 148", "\u{C7}avu\u{FE}o\u{F0}lu", "Çavuşoğlu"),
      ("ISO_IR 166", "\u{CA}\u{C1}\u{AA}\u{D2}\u{C2}", "สมชาย"),
      ("ISO_IR 13", "\u{D4}\u{CF}\u{C0}\u{DE}", "ﾔﾏﾀﾞ"),
    ] as [(String, String, String)])
  func standard(charset: String, name: String, expected: String) throws {
    let header = try header(charset: charset, name: raw(name))
    #expect(header.study.patient?.name == expected)
    #expect(header.remarks.isEmpty)
  }

  @Test("UTF-8 under its own label, both kinds of Chinese") func unicode() throws {
    for name in ["Wang^XiaoDong=王^小東=", "Wang^XiaoDong=王^小东", "Müller^Jérôme", "𠮷田^太郎"] {
      let header = try header(charset: "ISO_IR 192", name: Array(name.utf8))
      #expect(header.study.patient?.name == name)
      #expect(header.remarks.isEmpty)
    }
  }

  @Test("an empty value is no value, plain text needs no label") func plain() throws {
    #expect(try header(charset: nil, name: Array("    ".utf8)).study.patient?.name == nil)
    #expect(try header(charset: nil, name: Array("DOE^JOHN ".utf8)).study.patient?.name == "DOE^JOHN")
    #expect(try header(charset: "NONSENSE", name: Array("DOE^JOHN".utf8)).remarks.isEmpty)
  }

  @Test("a value of unbelievable length is none", arguments: ["UT", "LO"]) func long(vr: String) throws {
    let folder = try TestFolder()
    var file = TestFile.slice()
    file.set(0x0010, 0x0020, vr, bytes: [UInt8](repeating: 0x41, count: vr == "UT" ? 3_000_000 : 60_000))
    let header = try DICOMIngest.examine(file: try file.write("x.dcm", in: folder))
    #expect(header.study.patient?.identifier?.count == (vr == "UT" ? nil : 60_000))
  }
}

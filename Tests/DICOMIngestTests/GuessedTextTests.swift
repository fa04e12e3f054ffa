import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Text under a wrong label, or none")
struct GuessedTextTests {
  /// 王小东, 王^小东 with a Latin part, and names with ideographs outside GB 2312: 珺, 喆, 東.
  static let chinese: [(bytes: [UInt8], text: String)] = [
    (raw("\u{CD}\u{F5}"), "王"), (raw("\u{CD}\u{F5}^\u{D0}\u{A1}"), "王^小"),
    (raw("\u{CD}\u{F5}\u{D0}\u{A1}\u{B6}\u{AB}"), "王小东"),
    (raw("Wang^XiaoDong=\u{CD}\u{F5}^\u{D0}\u{A1}\u{B6}\u{AB}"), "Wang^XiaoDong=王^小东"),
    (raw("\u{C0}\u{EE}\u{C4}\u{C8}"), "李娜"), (raw("\u{B3}\u{C2} \u{BE}\u{B2}"), "陈 静"),
    (raw("\u{C5}\u{B7}\u{D1}\u{F4}\u{E6}\u{C3}\u{E6}\u{C3}"), "欧阳婷婷"), (raw("\u{D5}\u{C5}\u{AC}B"), "张珺"),
    (raw("\u{C0}\u{EE}\u{86}\u{B4}"), "李喆"), (raw("\u{CD}\u{F5}\u{D0}\u{A1}\u{96}|"), "王小東"),
    (raw("\u{C1}\u{F5}^\u{F6}\u{CE}"), "刘^鑫"), (raw("\u{C2}\u{ED}^\u{BB}\u{AA}"), "马^华"),
  ]

  static let european = [
    "Müller", "MÜLLER^JÖRG", "Buc^Jérôme", "Ångström^Åsa", "Øyvind", "Öz^Ömer", "Çelik^Hüseyin", "Grüßner^Käthe",
    "Peña^Íñigo", "Núñez^María José", "Guðmundsdóttir^Björk", "Þórður^Æsa", "Éamonn^Ó Sé", "Noël^Zoë", "Brontë^Siân",
    "Nuñoà", "Groß", "Weiß^Änne", "Åå^Ø", "São João^Conceição", "Ørsted^Søren", "L'Hôpital^Françoise", "Ólafur^Ægir",
  ]

  private func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

  private func check(_ header: InstanceHeader, _ text: String, assumed: String?, declared: String) {
    #expect(header.study.patient?.name == text)
    #expect(header.remarks == [TextRemark(tag: .patientName, declared: declared, assumed: assumed)], "\(text)")
    #expect(header.problem == nil)
  }

  @Test(
    "Chinese under ISO_IR 100, no label, a label for something else, and labels that the standard does not know",
    arguments: [
      "ISO_IR 100", "", "ISO_IR 6", "ISO_IR 192", "GB2312", "gb2312", "GB 18030", "CP936", "\\ISO 2022 IR 58",
    ])
  func chineseNames(label: String) throws {
    for (bytes, text) in Self.chinese {
      check(
        try header(charset: label.isEmpty ? nil : label, name: bytes), text, assumed: "GB18030", declared: label)
    }
  }

  @Test("European names stay what they are") func europeanNames() throws {
    for name in Self.european {
      let header = try header(charset: "ISO_IR 100", name: latin(name))
      #expect(header.study.patient?.name == name)
      #expect(header.remarks.isEmpty, "\(name)")
    }
  }

  @Test(
    "European names without a label, or under a wrong one, are guessed", arguments: ["", "ISO-8859-1", "ISO_IR 192"])
  func unlabelledEuropeanNames(label: String) throws {
    for name in Self.european where name != "Åå^Ø" {
      check(
        try header(charset: label.isEmpty ? nil : label, name: latin(name)), name, assumed: "ISO_IR 100",
        declared: label)
    }
  }

  @Test(
    "UTF-8 under ISO_IR 100, another label, or none",
    arguments: ["ISO_IR 100", "", "UTF-8", "ISO_IR 6", "ISO_IR 13", "GB18030", "GBK", "GB2312"])
  func unicode(label: String) throws {
    for name in ["王伟", "王^小东", "欧阳婷婷", "Wang^XiaoDong=王^小東", "Müller^Jérôme", "Иванов^Пётр", "山田^太郎", "홍^길동"] {
      guard !["ISO_IR 13", "GB18030", "GBK", "GB2312"].contains(label) || name.contains("王") else { continue }
      check(
        try header(charset: label.isEmpty ? nil : label, name: Array(name.utf8)), name, assumed: "ISO_IR 192",
        declared: label)
    }
  }

  @Test("Chinese under a label for it is taken as declared, and flagged where it could be UTF-8")
  func chineseAsLabelled() throws {
    for (bytes, text) in Self.chinese {
      let header = try header(charset: "GB18030", name: bytes)
      #expect(header.study.patient?.name == text && header.remarks.isEmpty, "\(text)")
    }
    // As UTF-8 this would be 嵷廪, which nobody is called.
    let name = raw("\u{E5}\u{B5}\u{B7}\u{E5}\u{BB}\u{AA}")
    for label in ["GB18030", "GBK", "GB2312"] {
      check(try header(charset: label, name: name), "宓峰华", assumed: "GB18030", declared: label)
    }
  }

  @Test("escape sequences without the label that allows them", arguments: ["", "ISO_IR 100"]) func escapes(
    label: String
  ) throws {
    for (name, text, term) in [
      ("Zhang=␛$)A\u{D5}\u{C5}^␛$)A\u{D0}\u{A1}\u{B6}\u{AB}", "Zhang=张^小东", "\\ISO 2022 IR 58"),
      ("Yamada=␛$B;3ED␛(B^␛$BB@O:␛(B", "Yamada=山田^太郎", "\\ISO 2022 IR 87"),
      ("Hong=␛$)C\u{FB}\u{F3}^␛$)C\u{D1}\u{CE}\u{D4}\u{D7}", "Hong=洪^吉洞", "\\ISO 2022 IR 149"),
    ] {
      check(try header(charset: label.isEmpty ? nil : label, name: raw(name)), text, assumed: term, declared: label)
    }
  }

  @Test(
    "what is in no likely set has holes and a flag, and refuses nothing",
    arguments: ["", "ISO_IR 192", "ISO_IR 100", "GB18030", "NONSENSE"])
  func undecodable(label: String) throws {
    let header = try header(charset: label.isEmpty ? nil : label, name: raw("A\u{81}\u{FF}\u{80}B"))
    check(header, "A\u{FFFD}\u{FFFD}\u{FFFD}B", assumed: nil, declared: label)
  }

  @Test("the flags reach the verdict, with the evidence and without the text") func verdict() throws {
    let folder = try TestFolder()
    try folder.writeStack { file, number in
      file.set(0x0010, 0x0010, "PN", bytes: raw("\u{CD}\u{F5}\u{D0}\u{A1}\u{B6}\u{AB}"))
      if number == 3 { file.set(0x0008, 0x0070, "LO", bytes: raw("\u{FF}\u{80}!")) }
    }
    let quality = try #require(index(folder).onlySeries).quality
    #expect(quality.verdict == .warning && quality.codes.prefix(2) == ["text.guessed", "text.undecodable"])
    #expect(quality.reasons[0].evidence == "Patient's Name (0010,0010): no character set named, GB18030 assumed")
    #expect(quality.reasons[1].evidence == "Manufacturer (0008,0070): no character set named")
  }
}

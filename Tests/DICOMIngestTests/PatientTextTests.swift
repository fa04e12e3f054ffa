import TestSupport
import Testing

@testable import DICOMIngest

@Suite("One patient or two, where the text had to be guessed")
struct PatientTextTests {
  private static let gbk = raw("\u{CD}\u{F5}^\u{D0}\u{A1}\u{B6}\u{AB}")

  /// The codes of a study without Patient IDs whose files have these names under these labels, in turn.
  private func codes(_ names: [(label: String?, bytes: [UInt8])], identifier: String? = nil) throws -> [String] {
    let folder = try TestFolder()
    try folder.writeStack { file, number in
      let (label, bytes) = names[number % names.count]
      if let label { file.set(0x0008, 0x0005, "CS", label) }
      file.set(0x0010, 0x0010, "PN", bytes: bytes)
      if let identifier { file.set(0x0010, 0x0020, "LO", identifier) } else { file.remove(0x0010, 0x0020) }
    }
    let study = try #require(index(folder).studies.first)
    return study.refusal.map(\.code) + (study.series.first?.quality.codes ?? []).filter { $0.hasPrefix("study.") }
  }

  @Test("the same bytes under different labels are one name") func labels() throws {
    #expect(
      try codes([("GB18030", Self.gbk), ("GB2312", Self.gbk), (nil, Self.gbk), ("ISO_IR 100", Self.gbk)]).isEmpty)
    // Read as something else under the label of another alphabet, and yet the same.
    #expect(try codes([("GB18030", Self.gbk), ("ISO_IR 144", Self.gbk)]).isEmpty)
    #expect(try codes([("ISO_IR 192", raw("\u{81}\u{FF}A")), (nil, raw("\u{81}\u{FF}A"))]).isEmpty)
  }

  @Test("the same name in different bytes is one name") func encodings() throws {
    #expect(try codes([("ISO_IR 192", Array("王^小东".utf8)), ("GB2312", Self.gbk), (nil, Array("王^小东".utf8))]).isEmpty)
  }

  @Test("a guess that differs is told, and makes no second patient") func guess() throws {
    #expect(try codes([("GB18030", Self.gbk), (nil, raw("\u{C0}\u{EE}\u{C4}\u{C8}"))]) == ["study.namesDiffer"])
    #expect(try codes([("ISO_IR 192", raw("\u{81}\u{FF}A")), (nil, raw("\u{81}\u{FE}A"))]) == ["study.namesDiffer"])
  }

  @Test("names that are certain and differ are two patients still") func certain() throws {
    #expect(
      try codes([("GB18030", Self.gbk), ("GBK", raw("\u{C0}\u{EE}\u{C4}\u{C8}"))]) == ["study.twoPatients"])
    #expect(
      try codes([("GB18030", Self.gbk), ("GBK", raw("\u{C0}\u{EE}\u{C4}\u{C8}"))], identifier: "P1")
        == ["study.namesDiffer"])
  }

  @Test("spellings join where they share text or bytes, in any order") func spellings() {
    func spelling(_ text: String, _ byte: UInt8, _ isCertain: Bool) -> SpellingSet.Spelling {
      SpellingSet.Spelling(text: text, stored: [byte], isCertain: isCertain)
    }
    let chain = [spelling("a", 1, true), spelling("b", 2, true), spelling("a", 3, false), spelling("b", 3, false)]
    for shift in 0..<4 {
      let set = SpellingSet(Array(chain[shift...] + chain[..<shift]))
      #expect(set.count == 1 && set.certain == 1)
    }
    let apart = SpellingSet([spelling("a", 1, true), nil, spelling("b", 2, false), spelling("c", 3, true)])
    #expect(apart.count == 3 && apart.certain == 2)
  }
}

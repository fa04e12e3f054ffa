import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Patient and study text")
struct TextTests {
  /// 王小东 in the character sets of its examples.
  private static let gbk: [UInt8] = [0xCD, 0xF5, 0xD0, 0xA1, 0xB6, 0xAB]

  private func header(charset: String?, name: [UInt8]) throws -> InstanceHeader {
    let folder = try TestFolder()
    var file = TestFile.slice()
    if let charset { file.set(0x0008, 0x0005, "CS", charset) }
    file.set(0x0010, 0x0010, "PN", bytes: name)
    return try DICOMIngest.examine(file: try file.write("x.dcm", in: folder))
  }

  @Test(
    "names in the character sets that DCMTK knows",
    arguments: [
      ("GB18030", gbk, "王小东"), ("GBK", gbk, "王小东"),
      ("ISO_IR 192", Array("Wang^XiaoDong=王^小东".utf8), "Wang^XiaoDong=王^小东"),
      ("ISO_IR 100", [0x42, 0x75, 0x63, 0x5E, 0x4A, 0xE9, 0x72, 0xF4, 0x6D, 0x65], "Buc^Jérôme"),
      ("\\ISO 2022 IR 58", Array("Wang=".utf8) + [0x1B, 0x24, 0x29, 0x41] + gbk, "Wang=王小东"),
      ("", Array("DOE^JOHN ".utf8), "DOE^JOHN"),
    ] as [(String, [UInt8], String)])
  func decoded(charset: String, name: [UInt8], expected: String) throws {
    let header = try header(charset: charset.isEmpty ? nil : charset, name: name)
    #expect(header.study.patient?.name == expected)
    #expect(header.undecodable.isEmpty)
  }

  @Test(
    "what cannot be decoded has holes and a flag, and refuses nothing",
    arguments: [
      ("GB2312", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      (nil, "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ] as [(String?, String)])
  func undecodable(charset: String?, expected: String) throws {
    let header = try header(charset: charset, name: Self.gbk)
    #expect(header.study.patient?.name == expected)
    #expect(header.undecodable == [.patientName])
    #expect(header.frames.count == 1)
  }

  @Test("UTF-8 without its label is kept, and flagged") func unlabelled() throws {
    let header = try header(charset: nil, name: Array("王^小东".utf8))
    #expect(header.study.patient?.name == "王^小东")
    #expect(header.undecodable == [.patientName])
  }

  @Test("the flag reaches the verdict, without the text") func verdict() throws {
    let folder = try TestFolder()
    try folder.writeStack { file, _ in file.set(0x0010, 0x0010, "PN", bytes: Self.gbk) }
    let quality = try #require(index(folder).onlySeries).quality
    #expect(quality.verdict == .warning && quality.codes == ["text.undecodable"])
    #expect(quality.reasons[0].evidence == "Patient's Name (0010,0010)")
  }

  @Test("an empty value is no value") func empty() throws {
    #expect(try header(charset: nil, name: Array("    ".utf8)).study.patient?.name == nil)
  }
}

import Foundation
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Files that are not what they should be")
struct BadFileTests {
  private func code(of path: String) -> String? {
    do throws(IngestError) {
      return try DICOMIngest.examine(file: path).problem?.reason.code
    } catch { return error.reason.code }
  }

  /// The code that a file made from a good slice gives.
  private func code(_ change: (inout TestFile) -> Void) throws -> String? {
    let folder = try TestFolder()
    var file = TestFile.slice()
    change(&file)
    return code(of: try file.write("x.dcm", in: folder))
  }

  @Test("a good slice is good") func good() throws { #expect(try code { _ in } == nil) }

  @Test("cut off anywhere: never whole, never a crash, and incomplete wherever it is DICOM at all") func truncated()
    throws
  {
    let folder = try TestFolder()
    let bytes = TestFile.slice().bytes
    for count in 0..<bytes.count {
      let path = try folder.write("x.dcm", Array(bytes.prefix(count)))
      let error = #expect(throws: IngestError.self, "\(count) bytes") { try DICOMIngest.examine(file: path) }
      let codes: [String?] =
        count == 0
        ? ["file.empty"] : count < 132 ? ["file.notDICOM"] : ["file.truncated", "pixel.missing", "uid.missing"]
      #expect(codes.contains(error?.reason.code), "\(count) bytes: \(error?.reason.code ?? "")")
      #expect(error?.isIncomplete == (count == 0 || count >= 132), "\(count) bytes")
    }
  }

  @Test("other files", arguments: ["", "a text", String(repeating: "a longer text ", count: 100)])
  func foreign(text: String) throws {
    let folder = try TestFolder()
    let path = try folder.write("notes.txt", Array(text.utf8))
    #expect(code(of: path) == (text.isEmpty ? "file.empty" : "file.notDICOM"))
  }

  @Test("a mark without a data set, and noise behind the mark", arguments: 0..<20) func noise(seed: Int) throws {
    let folder = try TestFolder()
    var random = SplitMix64(seed: seed)
    let noise = (0..<seed * 100).map { _ in UInt8.random(in: 0...255, using: &random) }
    let path = try folder.write("x", [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + noise)
    #expect(throws: IngestError.self, "seed \(seed)") { try DICOMIngest.examine(file: path) }
  }

  @Test("a path that does not exist") func missing() throws {
    let folder = try TestFolder()
    #expect(code(of: folder.root + "/nothing") == "file.unreadable")
  }

  @Test(
    "attributes that a slice cannot do without",
    arguments: [
      (0x0020, 0x0032, "geometry.positionMissing"), (0x0020, 0x0037, "geometry.orientationMissing"),
      (0x0028, 0x0030, "geometry.spacingMissing"), (0x0028, 0x1052, "rescale.missing"),
      (0x0028, 0x1053, "rescale.missing"),
      (0x0028, 0x0010, "header.missing"), (0x0028, 0x0011, "header.missing"), (0x0028, 0x0100, "header.missing"),
      (0x0028, 0x0101, "header.missing"), (0x0028, 0x0102, "header.missing"), (0x0028, 0x0103, "header.missing"),
      (0x0028, 0x0002, "header.missing"), (0x0028, 0x0004, "pixel.layout"), (0x0008, 0x0016, "uid.missing"),
      (0x0008, 0x0018, "uid.missing"), (0x0020, 0x000D, "uid.missing"), (0x0020, 0x000E, "uid.missing"),
    ] as [(UInt16, UInt16, String)])
  func attribute(group: UInt16, element: UInt16, expected: String) throws {
    #expect(try code { $0.remove(group, element) } == expected)
  }

  @Test(
    "attributes with values that they cannot have",
    arguments: [
      (0x0020, 0x0032, "1\\2", "geometry.positionMissing"), (0x0020, 0x0032, "1\\2\\x", "header.invalid"),
      (0x0020, 0x0032, "1\\2\\1e300", "header.invalid"), (0x0028, 0x1053, "0", "header.invalid"),
      (0x0028, 0x1053, "nan", "header.invalid"), (0x0028, 0x1053, "1,5", "header.invalid"),
      (0x0028, 0x1053, "1 2", "header.invalid"), (0x0028, 0x1052, "much", "header.invalid"),
      (0x0028, 0x0030, "0.7", "geometry.spacingMissing"),
    ] as [(UInt16, UInt16, String, String)])
  func value(group: UInt16, element: UInt16, text: String, expected: String) throws {
    #expect(try code { $0.set(group, element, "DS", text) } == expected)
  }

  @Test("numbers as writers write them", arguments: ["1", " 1 ", "+1", "1.0", "1e0", "01.00"])
  func numbers(text: String) throws {
    #expect(try code { $0.set(0x0028, 0x1053, "DS", text) } == nil)
  }

  @Test("a pipe and a folder are no files, and nobody waits for them") func special() throws {
    let folder = try TestFolder()
    let status = unsafe mkfifo(folder.root + "/pipe", 0o600)
    #expect(status == 0)
    #expect(code(of: folder.root + "/pipe") == "file.unreadable")
    #expect(code(of: folder.root) == "file.unreadable")
  }

  @Test(
    "layouts that no CT slice has",
    arguments: [
      (0x0002, 3), (0x0100, 32), (0x0100, 12), (0x0101, 17), (0x0101, 0), (0x0102, 10), (0x0102, 16), (0x0103, 2),
      (0x0010, 0), (0x0011, 4097), (0x0010, 65535),
    ] as [(UInt16, UInt16)])
  func layout(element: UInt16, value: UInt16) throws {
    #expect(try code { $0.setWord(0x0028, element, value) } == "pixel.layout")
  }

  @Test("numbers that are no Hounsfield units") func rescaleType() throws {
    #expect(try code { $0.set(0x0028, 0x1054, "LO", "HU") } == nil)
    #expect(try code { $0.set(0x0028, 0x1054, "LO", "Z_EFF") } == "rescale.notHU")
  }

  @Test(
    "identifiers that are paths, or too long",
    arguments: ["../../x", "/etc/passwd", "1.2.3_4", String(repeating: "1.", count: 40) + "1"])
  func identifiers(uid: String) throws {
    for (group, element) in [(0x0008, 0x0018), (0x0020, 0x000D), (0x0020, 0x000E)] as [(UInt16, UInt16)] {
      #expect(try code { $0.set(group, element, "UI", uid) } == "uid.invalid")
    }
  }

  @Test("several frames") func frames() throws {
    #expect(try code { $0.set(0x0028, 0x0008, "IS", "2") } == "object.multiFrame")
    #expect(try code { $0.set(0x0028, 0x0008, "IS", "1") } == nil)
  }

  @Test("evidence names the instance, the description the path, neither the patient") func evidence() throws {
    let folder = try TestFolder()
    var file = TestFile.slice(number: 7)
    file.remove(0x0028, 0x1053)
    let path = try file.write("PHANTOM^SEED-1.dcm", in: folder)
    let problem = try #require(try DICOMIngest.examine(file: path).problem)
    #expect(problem.reason.evidence == "instance 7, SOP Instance UID 1.2.3.40.7: Rescale Slope (0028,1053)")
    #expect(problem.description.hasPrefix(path + ": "))
    #expect(!problem.reason.evidence.contains("PHANTOM") && !problem.reason.message.contains("PHANTOM"))
  }
}

import Foundation
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Files that vanish, change or are closed while they are read, and values that are too much")
struct UnsteadyFileTests {
  private let folder: TestFolder
  init() throws { folder = try TestFolder() }

  private func compressed() throws -> String {
    var file = TestFile.slice()
    file.transferSyntax = "1.2.840.10008.1.2.5"
    file.setFragments([[UInt8](repeating: 9, count: 50_000)])
    return try file.write("x.dcm", in: folder)
  }

  @Test("an opened file is read to its end though its name is gone, or another's") func vanished() throws {
    let path = try compressed()
    let file = try DICOMFile(path: path)
    try FileManager.default.removeItem(atPath: path)
    try TestFile.slice(number: 2).write("x.dcm", in: folder)
    #expect(file.codestream(from: 0, count: 50_000) == [UInt8](repeating: 9, count: 50_000))
  }

  @Test("an opened file that shrinks gives what is left") func shrunk() throws {
    let path = try compressed()
    let file = try DICOMFile(path: path)
    let status = unsafe truncate(path, 20_000)
    #expect(status == 0)
    #expect(file.codestream(from: 0, count: 50_000).count < 50_000)
  }

  @Test("files that vanish or change between index and loading are reasons") func betweenIndexAndLoading() throws {
    try folder.writeStack()
    let series = try #require(index(folder).onlySeries)
    try TestFile.slice(number: 77, z: 25).write("stack/10.dcm", in: folder)
    let changed = #expect(throws: IngestError.self) { try DICOMIngest.load(series, engine: engine) }
    #expect(changed?.reason.code == "file.changed")
    try FileManager.default.removeItem(atPath: folder.root + "/stack/3.dcm")
    let vanished = #expect(throws: IngestError.self) { try DICOMIngest.load(series, engine: engine) }
    #expect(["file.unreadable", "file.changed"].contains(vanished?.reason.code))
  }

  @Test("a file that nobody may read is a reason") func permission() async throws {
    // Root may read everything, so the look is taken by somebody else, in a process of its own.
    await #expect(processExitsWith: .success) {
      let folder = try TestFolder()
      let path = try TestFile.slice().write("x.dcm", in: folder)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.root)
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      if geteuid() == 0 { try #require(seteuid(65534) == 0) }
      let rejected = index(folder).rejected.map(\.error.reason.code)
      _ = seteuid(0)
      try #require(rejected == ["file.unreadable"])
    }
  }

  @Test("an element cut off out of its order is not believed either") func cutOutOfOrder() throws {
    var set = RawDataSet(.explicit)
    set.add(0x0008, 0x0050, "SH", Array("HALF".utf8), length: 5000)
    let file = try DICOMFile(path: try folder.write("x.dcm", set.file))
    #expect(file.damage != nil)
    #expect(file.text(.accessionNumber) == nil)
    #expect(file.text(.studyInstanceUID)?.string == "1.2.3.4")
  }

  @Test("thousands of values, odd lengths, private tags: read, or a reason") func values() throws {
    var many = TestFile.slice()
    many.set(0x0028, 0x0030, "DS", String(repeating: "1\\", count: 30_000))
    #expect(try DICOMIngest.examine(file: many.write("a.dcm", in: folder)).problem == nil)
    var odd = RawDataSet(.explicit)
    odd.add(0x0008, 0x0050, "SH", Array("ODD".utf8))
    odd.add(0x0009, 0x0010, "LO", Array("ACME".utf8))
    odd.add(0x0009, 0x1001, "UN", [1, 2, 3, 4])
    odd.add(0x0029, 0x1001, "OB", [1, 2])
    let file = try DICOMFile(path: try folder.write("b.dcm", odd.file))
    #expect(file.damage == nil)
    #expect(file.text(.accessionNumber)?.string == "ODD")
  }
}

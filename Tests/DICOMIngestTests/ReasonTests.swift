import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Reasons of errors")
struct ReasonTests {
  @Test("a DICOMDIR is called that, the images beside it are read") func directory() throws {
    let folder = try TestFolder()
    try folder.writeStack()
    var directory = TestFile()
    // A Directory Record Sequence with one empty item.
    directory.set(0x0004, 0x1220, "SQ", bytes: [0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0])
    let path = try directory.write("DICOMDIR", in: folder)
    let index = index(folder)
    #expect(index.rejected.map(\.path) == [path])
    #expect(index.rejected.map(\.error.reason.code) == ["file.directory"])
    #expect(index.studies.map(\.files.count) == [24])
  }

  @Test("memory.exhausted: a lack of memory is told without the path") func memory() {
    let reason = IngestError.outOfMemory(path: "/a/b").reason
    #expect(reason.code == "memory.exhausted" && reason.evidence.isEmpty)
  }
}

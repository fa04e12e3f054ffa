import Foundation
import Testing
import VolumeOperations

@testable import FindingsReport

@Suite("The folder that results appear in")
struct OutputFolderTests {
  private func write(_ text: String, _ name: String = "findings.json") -> (URL) throws(ReportError) -> Void {
    { folder throws(ReportError) in try FileAccess.write(Array(text.utf8), to: folder.appendingPathComponent(name)) }
  }

  @Test("a result appears whole, under a root that need not be there, with blanks and Chinese characters in its path")
  func publishes() throws {
    let scratch = try ScratchFolder()
    let root = scratch.url.appendingPathComponent("结果 folder/a")
    var seen: [String] = []
    let folder = try OutputFolder(root: root).publish(name: "1.2.3") { folder throws(ReportError) in
      try write("one")(folder)
      try FileAccess.makeFolder(folder.appendingPathComponent("dicom"))
      try write("two", "dicom/sr.dcm")(folder)
      seen = ScratchFolder.content(of: root)
    }
    #expect(folder.path == root.appendingPathComponent("1.2.3").path)
    #expect(seen.allSatisfy { $0.hasPrefix(OutputFolder.unfinishedPrefix) } && seen.count == 4, "\(seen)")
    #expect(ScratchFolder.content(of: root) == ["1.2.3/", "1.2.3/dicom/", "1.2.3/dicom/sr.dcm", "1.2.3/findings.json"])
    #expect(folder.appendingPathComponent("dicom/sr.dcm").text == "two")
  }

  @Test("the newest version has the name, older ones are kept under rising numbers")
  func supersedes() throws {
    let scratch = try ScratchFolder()
    let output = OutputFolder(root: scratch.url)
    for version in 1...3 { _ = try output.publish(name: "1.2.3", write("version \(version)")) }
    _ = try output.publish(name: "1.2.4", write("other"))
    #expect(scratch.url.appendingPathComponent("1.2.3/findings.json").text == "version 3")
    for older in 1...2 {
      #expect(scratch.url.appendingPathComponent("superseded/1.2.3/\(older)/findings.json").text == "version \(older)")
    }
    // A number is never used again, though an older version was taken away.
    try FileManager.default.removeItem(at: scratch.url.appendingPathComponent("superseded/1.2.3/1"))
    _ = try output.publish(name: "1.2.3", write("version 4"))
    #expect(scratch.url.appendingPathComponent("superseded/1.2.3/3/findings.json").text == "version 3")
    #expect(!scratch.content.contains { $0.hasPrefix(OutputFolder.unfinishedPrefix) })
  }

  @Test("an error while filling leaves the version that was there, and nothing else")
  func errorInFill() throws {
    let scratch = try ScratchFolder()
    let output = OutputFolder(root: scratch.url)
    _ = try output.publish(name: "1.2.3", write("old"))
    let before = scratch.content
    let failure = ReportError.picture(name: "x.png", reason: "no")
    #expect(throws: failure) {
      _ = try output.publish(name: "1.2.3") { folder throws(ReportError) in
        try write("half")(folder)
        try FileAccess.makeFolder(folder.appendingPathComponent("dicom"))
        throw failure
      }
    }
    #expect(scratch.content == before)
    #expect(scratch.url.appendingPathComponent("1.2.3/findings.json").text == "old")
  }

  @Test(
    "a name that leads elsewhere, hides, or is reserved is refused before anything is made",
    arguments: ["", ".", "..", "../../x", "a/b", "/etc", ".hidden", "superseded", "a\0b"])
  func badNames(name: String) throws {
    let scratch = try ScratchFolder()
    let root = scratch.url.appendingPathComponent("out")
    #expect(throws: ReportError.invalidFolderName(name)) {
      _ = try OutputFolder(root: root).publish(name: name, write("x"))
    }
    #expect(scratch.content.isEmpty)
  }

  @Test("what a crash left is removed; what is being filled, published or somebody else's stays")
  func leftovers() throws {
    let scratch = try ScratchFolder()
    let output = OutputFolder(root: scratch.url)
    let abandoned = OutputFolder.unfinishedPrefix + "1.2.9-0"
    try FileAccess.makeFolders(scratch.url.appendingPathComponent(abandoned).appendingPathComponent("dicom"))
    try write("half", abandoned + "/dicom/x")(scratch.url)
    try write("not a folder", OutputFolder.unfinishedPrefix + "note")(scratch.url)
    try FileAccess.makeFolder(scratch.url.appendingPathComponent("own"))
    var removed: [String] = []
    _ = try output.publish(name: "1.2.3") { folder throws(ReportError) in
      try write("new")(folder)
      removed = try output.removeUnfinished()
    }
    #expect(removed == [abandoned])
    #expect(
      scratch.content == [OutputFolder.unfinishedPrefix + "note", "1.2.3/", "1.2.3/findings.json", "own/"])
    #expect(try OutputFolder(root: scratch.url.appendingPathComponent("none")).removeUnfinished().isEmpty)
  }

  @Test("many that publish the same study at once all succeed, and no version is lost")
  func concurrent() throws {
    let scratch = try ScratchFolder()
    let output = OutputFolder(root: scratch.url)
    ParallelLoop(threads: 8).forEach(40) { index in
      #expect(throws: Never.self) {
        _ = try output.publish(name: "1.2.3") { folder throws(ReportError) in
          try FileAccess.write([UInt8(index)], to: folder.appendingPathComponent("f"))
        }
      }
    }
    let files = scratch.content.filter { $0.hasSuffix("/f") }
    let versions = try files.map { try Data(contentsOf: scratch.url.appendingPathComponent($0))[0] }
    #expect(versions.sorted() == (0..<40).map { UInt8($0) })
  }
}

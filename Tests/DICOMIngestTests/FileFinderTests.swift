import Foundation
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Finding files")
struct FileFinderTests {
  private let folder: TestFolder
  init() throws { folder = try TestFolder() }

  private func names(_ paths: [String]) -> [String] {
    FileFinder(paths: paths).files.map { String($0.dropFirst(folder.root.count + 1)) }
  }

  @Test("files at any depth, in the order of their names") func depth() throws {
    for name in ["b/2", "b/1", "a", "b/c/d/e/f", "z"] { _ = try folder.write(name, [1]) }
    #expect(names([folder.root]) == ["a", "b/1", "b/2", "b/c/d/e/f", "z"])
    #expect(names([folder.root + "/z", folder.root + "/b/"]) == ["z", "b/1", "b/2", "b/c/d/e/f"])
  }

  @Test("a file met twice is found once: asked for twice, linked, or inside a folder asked for") func twice() throws {
    let file = try folder.write("a/1", [1])
    try FileManager.default.createSymbolicLink(atPath: folder.root + "/link", withDestinationPath: file)
    try FileManager.default.linkItem(atPath: file, toPath: folder.root + "/hard")
    #expect(names([file, folder.root, file]) == ["a/1"])
  }

  @Test("links are followed, and loops of links end") func loops() throws {
    _ = try folder.write("a/1", [1])
    let elsewhere = try TestFolder()
    _ = try elsewhere.write("2", [1])
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.root + "/a/up", withDestinationPath: folder.root)
    try manager.createSymbolicLink(atPath: folder.root + "/a/self", withDestinationPath: "self")
    try manager.createSymbolicLink(atPath: folder.root + "/out", withDestinationPath: elsewhere.root)
    let found = FileFinder(paths: [folder.root])
    #expect(names([folder.root]) == ["a/1", "out/2"])
    #expect(found.rejected.map(\.path) == [folder.root + "/a/self"])
    #expect(found.rejected.map(\.error.reason.code) == ["file.unreadable"])
  }

  @Test("blanks, Chinese, and a name that could be an option") func names() throws {
    for name in ["王 小东/胸部 CT/1.dcm", "-", "--help"] { _ = try folder.write(name, [1]) }
    #expect(names([folder.root]) == ["-", "--help", "王 小东/胸部 CT/1.dcm"])
  }

  @Test("what is missing, no file, or empty is said") func others() throws {
    #expect(FileFinder(paths: [folder.root + "/nothing"]).rejected.map(\.error.reason.code) == ["path.missing"])
    let status = unsafe mkfifo(folder.root + "/pipe", 0o600)
    #expect(status == 0)
    #expect(FileFinder(paths: [folder.root]).rejected.map(\.error.reason.code) == ["file.special"])
    let empty = index(try TestFolder())
    #expect(empty.studies.isEmpty && empty.rejected.isEmpty)
  }

  @Test("a folder without read permission is a reason; the rest is still found") func permission() async throws {
    // Root may read everything, so the look is taken by somebody else, in a process of its own.
    await #expect(processExitsWith: .success) {
      let folder = try TestFolder()
      _ = try folder.write("open/1", [1])
      _ = try folder.write("closed/2", [1])
      let manager = FileManager.default
      try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.root)
      try manager.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.root + "/closed")
      if geteuid() == 0 { try #require(seteuid(65534) == 0) }
      let found = FileFinder(paths: [folder.root])
      _ = seteuid(0)
      try #require(found.files == [folder.root + "/open/1"])
      try #require(found.rejected.map(\.path) == [folder.root + "/closed"])
      try #require(found.rejected.map(\.error.reason.code) == ["folder.unreadable"])
    }
  }

  @Test("a study under a path with blanks and Chinese characters is read") func chinesePath() throws {
    try folder.writeStack(in: "王 小东/胸部 CT")
    #expect(index(folder).onlySeries?.quality.verdict == .analysable)
  }
}

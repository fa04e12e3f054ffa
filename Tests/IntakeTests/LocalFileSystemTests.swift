import Foundation
import Testing

@testable import Intake

@Suite("The real file system")
struct LocalFileSystemTests {
  let system = LocalFileSystem()
  let rig: Rig
  let root: DiskPath

  init() throws {
    rig = try Rig()
    root = DiskPath(rig.root)
  }

  @Test(
    "a copy has the same bytes and the same modification time, at sizes round the block's",
    arguments: [0, 1, 1 << 20, 3_000_001])
  func copy(size: Int) throws {
    let (source, target) = (root.appending("a"), root.appending("b"))
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) }
    try system.write(bytes, to: source)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: source.printable)
    try system.copy(source, to: target)
    #expect(try system.read(target) == bytes)
    #expect(try system.status(of: target)?.signature.modified.seconds == 1_000_000_000)
    #expect(try system.haveSameBytes(source, target))
    try system.append([0], to: target)
    #expect(try !system.haveSameBytes(source, target))
    if size > 0 {
      var other = bytes
      other[size - 1] ^= 1
      try system.write(other, to: target)
      #expect(try !system.haveSameBytes(source, target))
    }
  }

  @Test("a link is seen as a link, never as what it leads to")
  func links() throws {
    try system.write([1], to: root.appending("file"))
    let link = root.appending("link")
    try FileManager.default.createSymbolicLink(atPath: link.printable, withDestinationPath: rig.root + "/file")
    #expect(try system.status(of: link)?.kind == .other)
    #expect(throws: IntakeError.self) { try system.read(link) }
    #expect(try system.status(of: root.appending("nothing")) == nil)
  }

  @Test("a file that somebody has open for writing is told from one that is only read")
  func openForWriting() throws {
    let file = root.appending("a")
    try system.write([1, 2], to: file)
    #expect(!system.isOpenForWriting(file))
    let reader = try #require(FileHandle(forReadingAtPath: file.printable))
    #expect(!system.isOpenForWriting(file))
    let writer = try #require(FileHandle(forWritingAtPath: file.printable))
    #expect(system.isOpenForWriting(file))
    try writer.close()
    #expect(!system.isOpenForWriting(file))
    try reader.close()
    #expect(!system.isOpenForWriting(root.appending("nothing")))
  }

  @Test("a folder that is there already is fine; a file in its place is not")
  func folders() throws {
    let folder = root.appending("x").appending("y")
    try system.makeFolders(folder)
    try system.makeFolders(folder)
    #expect(try system.status(of: folder)?.kind == .folder)
    try system.write([1], to: folder.appending("f"))
    #expect(throws: IntakeError.self) { try system.makeFolder(folder.appending("f")) }
    try system.remove(folder.appending("f"))
    try system.removeEmptyFolders(root.appending("x"))
    #expect(try system.status(of: root.appending("x")) == nil)
  }

  @Test("a lock is held by one, says by whom, and is free when it is let go")
  func locks() throws {
    let file = root.appending("lock")
    var lock: FolderLock? = try system.lock(file)
    let holder = "process \(ProcessInfo.processInfo.processIdentifier) on \(ProcessInfo.processInfo.hostName)"
    #expect(throws: IntakeError.locked(folder: rig.root, holder: holder)) { try system.lock(file) }
    withExtendedLifetime(lock) {}
    lock = nil
    _ = try system.lock(file)
  }

  @Test(
    "names that are no UTF-8 lead to the same file for others", arguments: [[0xD5, 0xC5] as [UInt8], Array("张三".utf8)])
  func readablePath(name: [UInt8]) throws {
    let file = root.appending(name)
    try system.write([7, 8], to: file)
    #expect(try system.names(in: root).contains(name))
    #expect(try system.withReadablePath(file) { FileManager.default.contents(atPath: $0) } == Data([7, 8]))
  }

  @Test("a digest does not depend on anything but the bytes, and has 16 digits")
  func digests() {
    #expect(digest([]) == "cbf29ce484222325")
    #expect(digest("a".utf8) == "af63dc4c8601ec8c")  // The published test vectors of FNV-1a.
    #expect(digest("foobar".utf8) == "85944171f73967e8")
    #expect((0..<2000).allSatisfy { digest(String($0).utf8).count == 16 })
  }
}

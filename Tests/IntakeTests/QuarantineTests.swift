import Foundation
import StudyModel
import Testing

@testable import Intake

@Suite("What cannot be used")
struct QuarantineTests {
  let rig: Rig
  init() throws { rig = try Rig() }

  private func reason(_ path: String) throws -> [String: Any] {
    let data = Data(rig.read(rig.root + "/out/quarantine/" + path).utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("foreign, truncated and empty files go to quarantine after fifteen minutes, each with its reason")
  func quarantine() throws {
    let truncated = String(FakeInstance(study: "1.2", slice: 1, of: 1).text.dropLast(8))
    try rig.send("hello", to: "north/disc/read me.txt")
    try rig.send(truncated, to: "north/张三.dcm")
    try rig.send("", to: "empty")
    try rig.run(.seconds(890))
    #expect(rig.paths("out/quarantine").isEmpty)
    try rig.run(.seconds(20))
    #expect(
      rig.paths("out/quarantine") == [
        "north/read me.txt", "north/read me.txt.reason.json", "north/张三.dcm", "north/张三.dcm.reason.json",
        "unassigned/empty", "unassigned/empty.reason.json",
      ])
    #expect(rig.paths("in").isEmpty)
    #expect(rig.read(rig.root + "/out/quarantine/north/张三.dcm") == truncated)
    let why = try reason("north/read me.txt.reason.json")
    #expect(why["kind"] as? String == "foreign" && why["path"] as? String == "north/disc/read me.txt")
    #expect((why["reason"] as? [String: String])?["code"] == "file.foreign")
    #expect((try reason("north/张三.dcm.reason.json")["reason"] as? [String: String])?["code"] == "file.truncated")
    #expect(rig.screenings.isEmpty)
    #expect(rig.events("quarantined").count == 3)
    #expect(!rig.logText.contains("张三") && !rig.logText.contains("read me"))
  }

  @Test("a copy that pauses for ten minutes is not taken for truncated; its study gets it in the end")
  func pausedCopy() throws {
    let slices = FakeInstance.study("1.2.3", slices: 3)
    try rig.send(Array(slices.prefix(2)))
    try rig.send(String(slices[2].text.prefix(60)), to: "north/third")
    try rig.run(.seconds(600))
    #expect(rig.paths("out/quarantine").isEmpty)
    try rig.send(slices[2].text, to: "north/third")
    try rig.run(.seconds(70))
    #expect(rig.screenings.last?.contents == slices.map(\.text).sorted())
    #expect(rig.paths("out/quarantine").isEmpty)
  }

  @Test("a broken file that is open for writing is never moved")
  func openBrokenFile() throws {
    try rig.send("FAKE 1.2", to: "north/a")
    let path = rig.root + "/in/north/a"
    rig.files.set { $0.openFiles = [path] }
    try rig.run(.seconds(2000), step: .seconds(10))
    #expect(rig.paths("in") == ["north/a"])
    rig.files.set { $0.openFiles = [] }
    try rig.run(.seconds(20))
    #expect(rig.paths("in").isEmpty)
  }

  @Test("names in quarantine never collide: the same bytes once, other bytes beside, reasons untouched")
  func collisions() throws {
    try rig.send("one", to: "north/a/x.txt")
    try rig.send("two", to: "north/b/x.txt")
    try rig.send("one", to: "north/c/x.txt")
    try rig.send("three", to: "north/x.txt.reason.json")
    try rig.run(.seconds(920))
    #expect(
      rig.paths("out/quarantine") == [
        "north/x.txt", "north/x.txt.reason.json", "north/x.txt.reason.json.file",
        "north/x.txt.reason.json.file.reason.json", "north/x~2.txt", "north/x~2.txt.reason.json",
      ])
    #expect(Set(rig.contents("out/quarantine")).isSuperset(of: ["one", "two", "three"]))
    #expect(rig.paths("in").isEmpty)
  }

  @Test(
    "a Study UID that is a path goes to quarantine and names nothing",
    arguments: ["../../x", "..", "1..2", "1.2.", "a"])
  func hostileUID(uid: String) throws {
    try rig.send([FakeInstance(study: uid, slice: 1, of: 1)])
    try rig.run(.seconds(920), step: .seconds(10))
    #expect(rig.screenings.isEmpty)
    #expect((try reason("north/1.9.1.reason.json")["reason"] as? [String: String])?["code"] == "uid.invalid")
    #expect(rig.paths(".").allSatisfy { $0.hasPrefix("out/") })
  }

  @Test("hidden files, unfinished names, Thumbs.db, DICOMDIR and links are never touched")
  func ignored() throws {
    let names = [".hidden", "a.part", "b.TMP", "Thumbs.db", "DICOMDIR", "c.filepart", "dir.tmp/x", ".dir/x"]
    for name in names { try rig.send("hello", to: "north/" + name) }
    try FileManager.default.createSymbolicLink(
      atPath: rig.root + "/in/north/loop", withDestinationPath: rig.root + "/in")
    try rig.run(.seconds(5000), step: .seconds(10))
    #expect(rig.paths("in") == names.map { "north/" + $0 }.sorted())
    #expect(rig.paths("out/quarantine").isEmpty)
    #expect(rig.desk?.tally.ignored == 9)
  }

  @Test("a file that is renamed when it is finished counts from then on")
  func renamedWhenFinished() throws {
    let slice = FakeInstance(study: "1.2.3", slice: 1, of: 1)
    try rig.send(slice.text, to: "north/a.part")
    try rig.run(.seconds(30))
    #expect(rig.screenings.isEmpty)
    try FileManager.default.moveItem(atPath: rig.root + "/in/north/a.part", toPath: rig.root + "/in/north/a")
    try rig.run(.seconds(16))
    #expect(rig.screenings.count == 1)
  }

  @Test("emptied folders go after an hour; the centre's own and those that are not empty stay")
  func tidying() throws {
    try rig.send([FakeInstance(study: "1.2.3", slice: 1, of: 1)], to: "north/disc/deep")
    try rig.send("x", to: "north/other/.kept")
    try rig.run(.seconds(3500), step: .seconds(10))
    var below = FileManager.default.subpaths(atPath: rig.root + "/in")?.sorted()
    #expect(below == [".prescreen.lock", "north", "north/disc", "north/disc/deep", "north/other", "north/other/.kept"])
    try rig.run(.seconds(4000), step: .seconds(10))
    below = FileManager.default.subpaths(atPath: rig.root + "/in")?.sorted()
    #expect(below == [".prescreen.lock", "north", "north/other", "north/other/.kept"])
  }

  @Test("names that are not UTF-8, and names of 255 bytes, are handled")
  func oddNames() throws {
    let slices = FakeInstance.study("1.2.3", slices: 2)
    let centre = DiskPath(rig.root + "/in").appending([0xD5, 0xC5] as [UInt8])
    let system = LocalFileSystem(synchronises: false)
    try system.makeFolder(centre)
    try system.write(Array(slices[0].text.utf8), to: centre.appending([0xC8, 0xFD] as [UInt8]))
    try system.write(Array(slices[1].text.utf8), to: centre.appending(String(repeating: "n", count: 255)))
    try system.write(Array("junk".utf8), to: centre.appending([0xC8, 0xFE] as [UInt8]))
    try system.write(Array("long".utf8), to: centre.appending(String(repeating: "l", count: 255)))
    try rig.run(.seconds(920))
    #expect(rig.screenings.map(\.contents) == [slices.map(\.text).sorted()])
    #expect(rig.screenings.first?.job.centre == "%D5%C5")
    let kept = try system.filesBelow(DiskPath(rig.root + "/out/quarantine")).map(system.read)
    #expect(kept.filter { $0 == Array("junk".utf8) || $0 == Array("long".utf8) }.count == 2)
  }
}

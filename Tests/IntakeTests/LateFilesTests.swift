import Foundation
import StudyModel
import Testing

@testable import Intake

@Suite("Late slices, duplicates and collisions")
struct LateFilesTests {
  let rig: Rig
  init() throws { rig = try Rig() }

  @Test("late slices start a new version of all files, old and new")
  func lateSlices() throws {
    let slices = FakeInstance.study("1.2.3", slices: 5)
    try rig.send(Array(slices.prefix(3)))
    try rig.run(.seconds(70))
    #expect(rig.screenings.map(\.contents.count) == [3])
    try rig.send(Array(slices.suffix(2)))
    try rig.run(.seconds(16))
    #expect(rig.screenings.map(\.contents.count) == [3, 5])
    #expect(rig.screenings.map(\.job.supersedes) == [false, true])
    #expect(rig.screenings.last?.contents == slices.map(\.text).sorted())
    #expect(rig.contents("out/archive") == slices.map(\.text).sorted())
  }

  @Test("slices that come while their study is screened wait for it and make a new version")
  func slicesDuringScreening() throws {
    let slices = FakeInstance.study("1.2.3", slices: 5)
    try rig.send(Array(slices.prefix(3)))
    rig.duringScreening = { [unowned rig] job in
      guard !job.supersedes else { return }
      try? rig.send(Array(slices.suffix(2)))
      for _ in 0..<10 {
        _ = rig.desk?.look()
        #expect(rig.desk?.take() == nil)
        rig.clock.advance(by: .seconds(10))
      }
    }
    try rig.run(.seconds(100))
    #expect(rig.screenings.map(\.contents.count) == [3, 5])
    #expect(rig.contents("out/archive") == slices.map(\.text).sorted())
  }

  @Test("a study sent again byte by byte starts no run and leaves no second copy", arguments: [false, true])
  func sentAgain(afterRestart: Bool) throws {
    let slices = FakeInstance.study("1.2.3", slices: 5)
    try rig.send(slices)
    try rig.run(.seconds(20))
    if afterRestart { try rig.restart() }
    try rig.send(slices, to: "north/again")
    try rig.run(.seconds(100))
    #expect(rig.screenings.count == 1)
    #expect(rig.contents("out/archive") == slices.map(\.text).sorted())
    #expect(rig.paths("in").isEmpty)
    #expect(rig.events("duplicate").compactMap { $0["files"] as? Int } == [5])
  }

  @Test("the same slice twice in one delivery, under two names, is one slice")
  func twiceAtOnce() throws {
    let slices = FakeInstance.study("1.2.3", slices: 3)
    try rig.send(slices, to: "north/a")
    try rig.send(slices, to: "north/b")
    try rig.run(.seconds(16))
    #expect(rig.screenings.map(\.contents) == [slices.map(\.text).sorted()])
    #expect(rig.contents("out/archive") == slices.map(\.text).sorted())
  }

  @Test("the same SOP Instance UID with other bytes: both are kept and both are screened")
  func conflict() throws {
    let slices = FakeInstance.study("1.2.3", slices: 2)
    try rig.send(slices)
    try rig.run(.seconds(16))
    let changed = FakeInstance(study: "1.2.3", series: "1.2.3.1", slice: 2, of: 2, patient: "B")
    try rig.send([changed], to: "north/corrected")
    try rig.run(.seconds(70))
    #expect(rig.screenings.map(\.contents.count) == [2, 3])
    #expect(rig.contents("out/archive") == (slices + [changed]).map(\.text).sorted())
    #expect(
      rig.paths("out/archive").map { ($0 as NSString).lastPathComponent }
        == ["1.2.3.1.1.dcm", "1.2.3.1.2.dcm", "1.2.3.1.2~2.dcm"])
    #expect(rig.events("conflict").count == 1)
    // Both of them are known now.
    try rig.send([slices[1], changed], to: "north/again")
    try rig.run(.seconds(70))
    #expect(rig.screenings.count == 2)
    #expect(rig.paths("out/archive").count == 3)
  }

  @Test("parts of one study from two centres are one study; each part is archived under its centre")
  func twoCentres() throws {
    let slices = FakeInstance.study("1.2.3", slices: 4)
    try rig.send(Array(slices.prefix(2)), to: "south")
    try rig.run(.seconds(2))
    try rig.send(Array(slices.suffix(3)), to: "north")  // Slice 2 from both.
    try rig.run(.seconds(16))
    #expect(rig.screenings.map(\.contents) == [slices.map(\.text).sorted()])
    #expect(rig.screenings.first?.job.centre == "south")
    #expect(Set(rig.paths("out/archive").compactMap { $0.split(separator: "/").first }) == ["north", "south"])
    #expect(rig.contents("out/archive") == slices.map(\.text).sorted())
    try rig.send(slices, to: "west")
    try rig.run(.seconds(70))
    #expect(rig.screenings.count == 1)
  }

  @Test("a file that changes while it is screened makes the run void; the next try sees it whole")
  func changedDuringScreening() throws {
    let slices = FakeInstance.study("1.2.3", slices: 2)
    try rig.send(slices)
    rig.duringScreening = { [unowned rig] job in
      guard job.attempt == 1, let path = job.files.first, let handle = FileHandle(forWritingAtPath: path) else {
        return
      }
      handle.seekToEndOfFile()
      handle.write(Data("more\nEND\n".utf8))
      _ = rig
    }
    try rig.run(.seconds(16))
    #expect(rig.events("failed").count == 1)
    try rig.run(.seconds(70))
    #expect(rig.screenings.count == 2)
    #expect(rig.screenings.last?.contents.contains { $0.hasSuffix("more\nEND\n") } == true)
    #expect(rig.events("finished").count == 1)
  }

  @Test("UIDs that are no UIDs name no folder, and their files are kept all the same")
  func oddUIDs() throws {
    try rig.send(FakeInstance(study: "1.2.3", series: "../../x", slice: 1, of: 1).text, to: "north/a")
    try rig.run(.seconds(16))
    #expect(rig.screenings.map(\.contents.count) == [1])
    let path = try #require(rig.paths("out/archive").first)
    #expect(path.hasPrefix("north/1.2.3/not-a-uid-") && !path.contains(".."))
  }
}

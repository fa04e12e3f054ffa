import Foundation
import Glibc
import StudyModel
import Testing

@testable import Intake

@Suite("Disks: full, apart, unreadable")
struct DiskTests {
  let rig: Rig
  init() throws { rig = try Rig() }

  @Test("between devices files are copied, made durable, renamed, and only then removed")
  func crossDevice() throws {
    let incoming = rig.root + "/in"
    rig.files.set { $0.devices = [incoming] }
    let slices = FakeInstance.study("1.2.3", slices: 3)
    try rig.send(slices)
    try rig.send("junk", to: "north/junk")
    try rig.run(.seconds(920))
    #expect(rig.screenings.map(\.contents) == [slices.map(\.text).sorted()])
    #expect(rig.contents("out/archive") == slices.map(\.text).sorted())
    #expect(rig.contents("out/quarantine").contains("junk"))
    #expect(rig.paths("in").isEmpty)
  }

  @Test("what a kill left of a copy is swept up at the next start, though the sender took the file back")
  func leftOfCopy() throws {
    try rig.run(.seconds(2))
    let copy = DiskPath(rig.root + "/out/archive/.copying/1.2.3.1.1.dcm")
    try rig.files.makeFolders(copy.parent)
    try rig.files.write(Array("half".utf8), to: copy)
    try rig.restart()
    #expect(rig.paths("out/archive").isEmpty)
  }

  @Test(
    "a full archive disk: files stay with the sender, one complaint, no half study, and it goes on when there is room")
  func fullWhileCopying() throws {
    let incoming = rig.root + "/in"
    let slices = FakeInstance.study("1.2.3", slices: 4)
    rig.files.set {
      $0.devices = [incoming]
      $0.refuse = { operation, path in operation == "copy" && path.contains("1.2.3.1.3") ? ENOSPC : 0 }
    }
    try rig.send(slices)
    try rig.run(.seconds(200))
    #expect(rig.screenings.isEmpty)
    #expect((rig.contents("in") + rig.contents("out/archive")).sorted() == slices.map(\.text).sorted())
    #expect(rig.events("disk-full").count == 1)
    rig.files.set { $0.refuse = nil }
    try rig.run(.seconds(70))
    #expect(rig.screenings.map(\.contents) == [slices.map(\.text).sorted()])
    #expect(rig.contents("out/archive") == slices.map(\.text).sorted())
  }

  @Test("a study that the sender takes back while there is no room for it is forgotten")
  func takenBackFromFullDisk() throws {
    let incoming = rig.root + "/in"
    rig.files.set {
      $0.devices = [incoming]
      $0.refuse = { operation, _ in operation == "copy" ? ENOSPC : 0 }
    }
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    try rig.run(.seconds(30))
    try FileManager.default.removeItem(atPath: incoming + "/north")
    rig.files.set { $0.refuse = nil }
    try rig.run(.seconds(200))
    #expect(rig.screenings.isEmpty && rig.desk?.held.isEmpty == true)
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    try rig.run(.seconds(16))
    #expect(rig.screenings.map(\.contents.count) == [2])
  }

  @Test("with too little room nothing is taken")
  func littleRoom() throws {
    rig.configuration.minimumFreeMebibytes = 100
    rig.files.set { $0.freeBytes = 99 << 20 }
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    try rig.run(.seconds(200))
    #expect(rig.screenings.isEmpty && rig.paths("in").count == 2)
    #expect(rig.events("disk-full").count == 1)
    rig.files.set { $0.freeBytes = 100 << 20 }
    try rig.run(.seconds(4))
    #expect(rig.screenings.count == 1)
  }

  @Test("a failure on a full disk does not count against the study")
  func failureOnFullDisk() throws {
    rig.configuration.minimumFreeMebibytes = 100
    rig.outcomes = Array(repeating: .failed(stage: "report", reason: "no room"), count: 5)
    rig.duringScreening = { [unowned rig] _ in rig.files.set { $0.freeBytes = 0 } }
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    for _ in 0..<5 {
      rig.files.set { $0.freeBytes = 1 << 40 }
      try rig.run(.seconds(70))
    }
    rig.duringScreening = nil
    rig.files.set { $0.freeBytes = 1 << 40 }
    try rig.run(.seconds(70))
    #expect(rig.screenings.count == 6)
    #expect(rig.screenings.allSatisfy { $0.job.attempt == 1 })
    #expect(rig.paths("out/archive").count == 2)
  }

  @Test("an outcome that cannot be recorded is recorded later; the study is not screened again")
  func journalFull() throws {
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    rig.duringScreening = { [unowned rig] _ in
      rig.files.set { $0.refuse = { operation, _ in operation == "append" ? ENOSPC : 0 } }
    }
    try rig.run(.seconds(100))
    #expect(rig.screenings.count == 1)
    #expect(rig.paths("out/archive").allSatisfy { $0.hasPrefix(".work/") })
    rig.files.set { $0.refuse = nil }
    try rig.run(.seconds(4))
    #expect(rig.screenings.count == 1)
    #expect(rig.paths("out/archive").allSatisfy { $0.hasPrefix("north/") })
    #expect(rig.events("finished").count == 1)
  }

  @Test("it starts on a full disk, and goes on when there is room")
  func startOnFullDisk() throws {
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    try rig.run(.seconds(10))
    _ = rig.desk?.look()
    rig.clock.advance(by: .seconds(4))
    #expect(rig.desk?.take() != nil)
    try rig.restart(
      with: .init(refuse: { operation, _ in ["append", "write", "makeFolder"].contains(operation) ? ENOSPC : 0 }))
    try rig.run(.seconds(100))
    #expect(rig.screenings.isEmpty && rig.paths("out/archive").allSatisfy { $0.hasPrefix(".work/") })
    rig.files.set { $0.refuse = nil }
    try rig.run(.seconds(70))
    #expect(rig.screenings.count == 1)
    #expect(rig.paths("out/archive").allSatisfy { $0.hasPrefix("north/") })
  }

  @Test("files that others put into the archive and the quarantine are no matter")
  func foreignFilesInArchive() throws {
    for file in [
      "archive/README", "archive/north/note", "archive/.work/x", "quarantine/south", "archive/.work/1.2.9/a/b/odd",
    ] {
      let path = DiskPath(rig.root + "/out/" + file)
      try rig.files.makeFolders(path.parent)
      try rig.files.write([1], to: path)
    }
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    try rig.run(.seconds(16))
    #expect(rig.screenings.map(\.job.studyUID) == ["1.2.3"])
    #expect(rig.paths("out/archive").filter { $0.hasPrefix("north/1.2.3/") }.count == 2)
  }

  @Test("a file that cannot be read stays, is looked at again, and is no reason to quarantine it")
  func unreadable() throws {
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    rig.files.set { $0.refuse = { operation, path in operation == "examine" && path.hasSuffix(".2") ? EACCES : 0 } }
    try rig.run(.seconds(1800), step: .seconds(10))
    #expect(rig.paths("in") == ["north/1.2.3.1.2"])
    #expect(rig.events("unreadable").count == 6)  // Every five minutes.
    rig.files.set { $0.refuse = nil }
    try rig.run(.seconds(100))
    #expect(rig.screenings.map(\.contents.count) == [1, 2])
  }

  @Test("a folder that cannot be listed for a while loses nothing")
  func unlistable() throws {
    try rig.send(FakeInstance.study("1.2.3", slices: 2), to: "north/disc")
    try rig.run(.seconds(6))
    rig.files.set { $0.refuse = { operation, path in operation == "names" && path.hasSuffix("disc") ? EACCES : 0 } }
    try rig.run(.seconds(4))
    #expect(rig.desk?.table.arrivals.count == 2)
    #expect(rig.events("unlistable").count == 1)
    rig.files.set { $0.refuse = nil }
    try rig.run(.seconds(10))
    #expect(rig.screenings.map(\.contents.count) == [2])
  }

  @Test("the incoming folder may go away and come back")
  func incomingAway() throws {
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    try rig.run(.seconds(2))
    rig.files.set { $0.refuse = { operation, path in operation == "names" && path.hasSuffix("/in") ? EIO : 0 } }
    try rig.run(.seconds(100))
    #expect(rig.screenings.isEmpty && rig.events("incoming-unreadable").count == 1)
    rig.files.set { $0.refuse = nil }
    try rig.run(.seconds(16))
    #expect(rig.screenings.count == 1)
  }

  @Test("a file that the sender takes back before its study is taken is no matter")
  func takenBack() throws {
    let slices = FakeInstance.study("1.2.3", slices: 3)
    try rig.send(slices)
    try rig.run(.seconds(8))
    try FileManager.default.removeItem(atPath: rig.root + "/in/north/\(slices[2].instance)")
    try rig.run(.seconds(30))
    #expect(rig.screenings.isEmpty)  // No longer whole, and not quiet.
    try rig.run(.seconds(40))
    #expect(rig.screenings.map(\.contents.count) == [2])
  }
}

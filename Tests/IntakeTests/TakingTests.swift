import Foundation
import Synchronization
import Testing

@testable import Intake

@Suite("When a study is taken")
struct TakingTests {
  let rig: Rig
  init() throws { rig = try Rig() }

  @Test("a whole study is taken after ten quiet seconds, archived, and not taken again")
  func wholeStudy() throws {
    let slices = FakeInstance.study("1.2.3", slices: 4)
    try rig.send(slices)
    try rig.run(.seconds(9))
    #expect(rig.screenings.isEmpty)
    try rig.run(.seconds(4))
    #expect(rig.screenings.map(\.job.studyUID) == ["1.2.3"])
    #expect(rig.screenings.first?.contents == slices.map(\.text).sorted())
    #expect(rig.screenings.first?.job.supersedes == false)
    #expect(rig.paths("out/archive") == (1...4).map { "north/1.2.3/1.2.3.1/1.2.3.1.\($0).dcm" })
    #expect(rig.paths("in").isEmpty)
    try rig.run(.seconds(200))
    #expect(rig.screenings.count == 1)
  }

  @Test("a study with a gap is taken as it is after sixty quiet seconds")
  func incompleteStudy() throws {
    try rig.send(FakeInstance.study("1.2.3", slices: 5).filter { $0.slice != 3 })
    try rig.run(.seconds(58))
    #expect(rig.screenings.isEmpty)
    try rig.run(.seconds(8))
    #expect(rig.screenings.map(\.contents.count) == [4])
  }

  @Test("a slow copy, slice by slice and each slice in pieces, is one study")
  func slowCopy() throws {
    let slices = FakeInstance.study("1.2.3", slices: 6)
    for slice in slices {
      for part in [10, 60, 110] {
        try rig.send(String(slice.text.prefix(part)), to: "north/\(slice.slice)")
        try rig.run(.seconds(8))
      }
      try rig.send(slice.text, to: "north/\(slice.slice)")
      try rig.run(.seconds(8))
    }
    try rig.run(.seconds(20))
    #expect(rig.screenings.map(\.contents) == [slices.map(\.text).sorted()])
  }

  @Test("a slice that takes longer than the quiet time does not cut its study in two")
  func longSlice() throws {
    var slices = FakeInstance.study("1.2.3", slices: 3)
    let last = slices.removeLast()
    try rig.send(slices)
    for length in stride(from: 10, to: last.text.count, by: 10) {
      try rig.send(String(last.text.prefix(length)), to: "north/last")
      try rig.run(.seconds(20))
    }
    #expect(rig.screenings.isEmpty)
    try rig.send(last.text, to: "north/last")
    try rig.run(.seconds(20))
    #expect(rig.screenings.map(\.contents.count) == [3])
  }

  @Test("a neighbour that grows for ever holds a study up no longer than the longest wait")
  func endlessNeighbour() throws {
    try rig.send(FakeInstance.study("1.2.3", slices: 5).filter { $0.slice != 3 })
    for length in 1...80 {
      try rig.send(String(repeating: "x", count: length), to: "north/other")
      try rig.run(.seconds(10))
      #expect(rig.screenings.isEmpty == (length <= 60), "after \(length * 10) s")
      if !rig.screenings.isEmpty { break }
    }
  }

  @Test(
    "a file is looked into once two looks, a poll apart, saw it equal; how many looks there are besides is no matter")
  func twoLooks() throws {
    let examined = Mutex(0)
    rig.files.set {
      $0.refuse = { operation, _ in
        if operation == "examine" { examined.withLock { $0 += 1 } }
        return 0
      }
    }
    try rig.start()
    for content in ["FAKE", "FAKE half"] {
      examined.withLock { $0 = 0 }
      try rig.send(content, to: "north/a")
      for expected in [0, 0, 0, 1] {
        for _ in 0..<3 { rig.turn() }
        #expect(examined.withLock { $0 } == expected, "\(content) at \(rig.clock.now)")
        rig.clock.advance(by: .milliseconds(700))
      }
    }
  }

  @Test("times that senders preserve are no matter: old, in the future")
  func oldTimes() throws {
    let slices = FakeInstance.study("1.2.3", slices: 2)
    try rig.send(slices)
    for (slice, year) in zip(slices, [1_000_000_000.0, 4_000_000_000.0]) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: year)], ofItemAtPath: rig.root + "/in/north/\(slice.instance)")
    }
    try rig.run(.seconds(16))
    #expect(rig.screenings.map(\.contents.count) == [2])
  }

  @Test("an overwritten file of the same size and modification time is seen to have changed")
  func sameSizeAndTime() throws {
    let slices = FakeInstance.study("1.2.3", slices: 2)
    try rig.send(slices)
    try rig.run(.seconds(8))
    let path = rig.root + "/in/north/\(slices[0].instance)"
    let time = try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    try rig.send([FakeInstance(study: "1.2.3", series: "1.2.3.1", slice: 1, of: 2, patient: "B")])
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    try rig.run(.seconds(8))
    #expect(rig.screenings.isEmpty)
    try rig.run(.seconds(6))
    #expect(rig.screenings.count == 1)
    #expect(rig.screenings.first?.contents.contains { $0.contains(" B\n") } == true)
  }

  @Test("two studies whose files arrive in turn, in one folder, are two studies")
  func interleaved() throws {
    let one = FakeInstance.study("1.2.3", slices: 4)
    let two = FakeInstance.study("1.2.4", slices: 4)
    for (a, b) in zip(one, two) {
      try rig.send([a])
      try rig.run(.seconds(4))
      try rig.send([b])
      try rig.run(.seconds(4))
    }
    try rig.run(.seconds(20))
    #expect(rig.screenings.map(\.contents) == [one, two].map { $0.map(\.text).sorted() })
  }

  @Test("a file that is still open for writing is waited for, though it looks whole")
  func openFile() throws {
    let slices = FakeInstance.study("1.2.3", slices: 2)
    try rig.send(slices)
    let path = rig.root + "/in/north/\(slices[1].instance)"
    rig.files.set { $0.openFiles = [path] }
    try rig.run(.seconds(50))
    #expect(rig.screenings.isEmpty)
    rig.files.set { $0.openFiles = [] }
    try rig.run(.seconds(6))
    #expect(rig.screenings.map(\.contents.count) == [2])
  }

  @Test("a sender that never closes its files is waited for no longer than the longest wait")
  func neverClosed() throws {
    let slices = FakeInstance.study("1.2.3", slices: 2)
    try rig.send(slices)
    let paths = slices.map { rig.root + "/in/north/\($0.instance)" }
    rig.files.set { $0.openFiles = Set(paths) }
    try rig.run(.seconds(590))
    #expect(rig.screenings.isEmpty)
    try rig.run(.seconds(80))
    #expect(rig.screenings.map(\.contents.count) == [2])
  }

  @Test("the centres take turns, each centre's studies oldest first")
  func fairness() throws {
    for number in 1...3 {
      try rig.send(FakeInstance.study("1.2.\(number)", slices: 1), to: "flood")
      try rig.run(.seconds(2))
    }
    try rig.send(FakeInstance.study("1.3.1", slices: 1), to: "small")
    try rig.send(FakeInstance.study("1.4.1", slices: 1).map(\.text)[0], to: "loose")
    let desk = try #require(rig.desk)
    rig.desk = desk
    for _ in 0..<10 {
      _ = rig.desk?.look()
      rig.clock.advance(by: .seconds(2))
    }
    rig.turn()
    #expect(rig.screenings.map(\.job.studyUID) == ["1.2.1", "1.3.1", "1.4.1", "1.2.2", "1.2.3"])
    #expect(rig.screenings.map(\.job.centre) == ["flood", "small", "unassigned", "flood", "flood"])
  }

  @Test("many waiting files cost one look each a turn, and are looked into once")
  func manyFiles() throws {
    for number in 0..<40 {
      try rig.send(FakeInstance.study("1.2.\(number)", slices: 50), to: "c\(number % 7)/\(number)")
    }
    let counts = Mutex<[String: Int]>([:])
    rig.files.set {
      $0.refuse = { operation, _ in
        counts.withLock { $0[operation, default: 0] += 1 }
        return 0
      }
    }
    try rig.run(.seconds(6))
    #expect(counts.withLock { $0["examine"] } == 2000)
    counts.withLock { $0 = [:] }
    _ = rig.desk?.look()
    let (roots, centres, folders, files) = (1, 7, 40, 2000)
    #expect(counts.withLock { $0["names"] } == roots + centres + folders)
    #expect(counts.withLock { $0["status"] } == centres + folders + files)
    try rig.run(.seconds(12))
    #expect(rig.screenings.count == 40)
  }
}

import Foundation
import Glibc
import Testing

@testable import Intake

@Suite("The worklist: in which order to read")
struct WorklistTests {
  private struct Worklist: Decodable {
    struct Entry: Decodable {
      let study, centre, outcome, time: String
      let urgency: Double?
    }
    let studies: [Entry]
  }

  let rig: Rig
  init() throws { rig = try Rig() }

  private func worklist() throws -> [Worklist.Entry] {
    let text = rig.read(rig.root + "/out/worklist.json")
    return try JSONDecoder().decode(Worklist.self, from: Data(text.utf8)).studies
  }

  /// Studies of different urgency, one after the other.
  private func screen(_ studies: [(uid: String, urgency: Double?)]) throws {
    for (uid, urgency) in studies {
      rig.urgencies[uid] = urgency
      rig.outcomesByStudy[uid] = [urgency == nil ? .refused : .reported(findings: urgency == 0 ? 0 : 2)]
      try rig.send(FakeInstance.study(uid, slices: 3))
      try rig.run(.seconds(20))
    }
  }

  @Test("the most urgent first, then what was not screened, then what holds nothing; of equals the oldest first")
  func order() throws {
    try screen([("1.1", 0), ("1.2", 12.34), ("1.3", nil), ("1.4", 91), ("1.5", 12.34), ("1.6", nil)])
    let entries = try worklist()
    #expect(entries.map(\.study) == ["1.4", "1.2", "1.5", "1.3", "1.6", "1.1"])
    #expect(entries.map(\.urgency) == [91, 12.3, 12.3, nil, nil, 0])
    #expect(entries.map(\.outcome) == ["reported", "reported", "reported", "refused", "refused", "reported"])
    #expect(entries.allSatisfy { $0.centre == "north" && !$0.time.isEmpty })
    #expect(rig.read(rig.root + "/out/worklist.json").contains("\"urgency\" : null"))
    #expect(rig.events("finished").compactMap { $0["urgency"] as? Double } == [0, 12.3, 91, 12.3])
  }

  @Test("a study that was given up is on the list: nobody knows what it holds")
  func abandoned() throws {
    rig.outcomesByStudy["1.2"] = Array(repeating: .failed(stage: "detect", reason: "bad luck"), count: 3)
    try rig.send(FakeInstance.study("1.2", slices: 3))
    try rig.run(.seconds(400))
    let entries = try worklist()
    #expect(entries.map(\.study) == ["1.2"] && entries.map(\.outcome) == ["abandoned"])
    #expect(entries.first?.urgency == nil)
  }

  @Test("it survives the end of the process, and what was closed more than 72 hours ago is left out")
  func restart() throws {
    try screen([("1.1", 5)])
    try FileManager.default.removeItem(atPath: rig.root + "/out/worklist.json")
    try rig.restart()
    try rig.run(.seconds(4))
    #expect(try worklist().map(\.study) == ["1.1"])
    rig.clock.advance(by: .seconds(72 * 3600))
    try screen([("1.2", 1)])
    #expect(try worklist().map(\.study) == ["1.2"])
  }

  @Test("a new run of a study with late slices replaces its place")
  func lateSlices() throws {
    let slices = FakeInstance.study("1.1", slices: 4)
    rig.urgencies["1.1"] = 3
    try rig.send(Array(slices.prefix(3)))
    try rig.run(.seconds(20))
    rig.urgencies["1.1"] = 70
    try rig.send(slices)
    try rig.run(.seconds(20))
    #expect(try worklist().map(\.urgency) == [70])
  }

  @Test("where it cannot be written that is complained about and tried again")
  func fullDisk() throws {
    rig.files.set { $0.refuse = { _, path in path.contains("worklist") ? ENOSPC : 0 } }
    try screen([("1.1", 5)])
    #expect(!rig.paths("out").contains("worklist.json"))
    #expect(rig.events("cannot-write-worklist").count == 1)
    rig.files.set { $0.refuse = nil }
    try rig.run(.seconds(4))
    #expect(try worklist().map(\.study) == ["1.1"])
  }
}

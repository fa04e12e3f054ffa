import Foundation
import Glibc
import Testing

@testable import Intake

@Suite("The journal")
struct JournalTests {
  let rig: Rig
  let file: DiskPath
  let date = Date(timeIntervalSince1970: 0)

  init() throws {
    rig = try Rig()
    file = DiskPath(rig.root + "/journal.jsonl")
  }

  private func open() throws -> Journal { try Journal(file: file, files: rig.files) }
  private func record(_ study: String, _ state: StudyRecord.State) -> StudyRecord {
    StudyRecord(study: study, state: state, centre: "north")
  }

  @Test("what was written is there again, the last state of each study, in one line each")
  func roundTrip() throws {
    var journal = try open()
    #expect(journal.records.isEmpty)
    try journal.write(record("1.2", .taken), at: date)
    try journal.write(record("1.3", .taken), at: date)
    var last = record("1.2", .failed)
    (last.failures, last.interruptions, last.runs, last.files, last.reason) = (1, 2, 3, 4, "\"why\"\n")
    try journal.write(last, at: date)
    let again = try open()
    #expect(again.records == journal.records)
    #expect(again.records["1.2"]?.reason == "\"why\"\n")
    #expect(try rig.files.read(file).count { $0 == UInt8(ascii: "\n") } == 2)
  }

  @Test("a torn last line is left out, wherever it was torn, and does no harm to the next")
  func tornLine() throws {
    var journal = try open()
    try journal.write(record("1.2", .taken), at: date)
    let before = try rig.files.read(file)
    try journal.write(record("1.3", .taken), at: date)
    let whole = try rig.files.read(file)
    for length in before.count..<whole.count {
      try rig.files.write(Array(whole.prefix(length)), to: file)
      var torn = try open()
      let isComplete = length == whole.count - 1  // Only the line feed is missing.
      #expect(Set(torn.records.keys) == (isComplete ? ["1.2", "1.3"] : ["1.2"]), "torn at \(length)")
      #expect(torn.damagedLines == (length == before.count || isComplete ? 0 : 1))
      try torn.write(record("1.4", .started), at: date)
      #expect(try open().records["1.4"]?.state == .started, "torn at \(length)")
    }
  }

  @Test("a torn line that cannot be compacted away is closed before the next is written")
  func tornAndFull() throws {
    var journal = try open()
    try journal.write(record("1.2", .taken), at: date)
    try rig.files.append(Array(#"{"study":"1.3","sta"#.utf8), to: file)
    rig.files.set { $0.refuse = { operation, path in path.contains(".draft-") ? ENOSPC : 0 } }
    journal = try open()
    try journal.write(record("1.4", .taken), at: date)
    rig.files.set { $0.refuse = nil }
    #expect(Set(try open().records.keys) == ["1.2", "1.4"])
  }

  @Test("a line that could not be written whole does not swallow the next")
  func writeFailsHalfWay() throws {
    var journal = try open()
    try journal.write(record("1.2", .taken), at: date)
    let size = try rig.files.read(file).count
    rig.files.set { $0.refuse = { operation, _ in operation == "append" ? ENOSPC : 0 } }
    #expect(throws: IntakeError.self) { try journal.write(record("1.2", .finished), at: date) }
    #expect(journal.records["1.2"]?.state == .taken)
    // As a full disk leaves it: half of the line.
    rig.files.set { $0.refuse = nil }
    try rig.files.append(Array(#"{"study":"1.2","sta"#.utf8), to: file)
    try journal.write(record("1.2", .finished), at: date)
    #expect(try rig.files.read(file).count > size)
    #expect(try open().records["1.2"]?.state == .finished)
  }

  @Test("a damaged line in the middle costs that line only")
  func damage() throws {
    var journal = try open()
    for study in ["1.2", "1.3", "1.4"] { try journal.write(record(study, .finished), at: date) }
    var lines = try rig.files.read(file).split(separator: UInt8(ascii: "\n")).map(Array.init)
    lines[1] = [0, 0xff, 0x7b]
    try rig.files.write(Array(lines.joined(separator: [UInt8(ascii: "\n")])), to: file)
    let again = try open()
    #expect(Set(again.records.keys) == ["1.2", "1.4"] && again.damagedLines == 1)
  }

  @Test("a lost journal loses no file: what was taken and not finished is screened again")
  func lostJournal() throws {
    let slices = FakeInstance.study("1.2.3", slices: 3)
    rig.outcomes = [.failed(stage: "detection", reason: "bad luck")]
    try rig.send(slices)
    try rig.run(.seconds(16))
    try FileManager.default.removeItem(atPath: rig.root + "/out/.intake/journal.jsonl")
    try rig.restart()
    try rig.run(.seconds(16))
    #expect(rig.screenings.map(\.job.centre) == ["north", "north"])
    #expect(rig.contents("out/archive") == slices.map(\.text).sorted())
  }
}

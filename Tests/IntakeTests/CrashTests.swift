import Foundation
import StudyModel
import TestSupport
import Testing

@testable import Intake

/// A day in a watcher's life with everything in it: whole and partial studies, late slices, duplicates, a collision, a failure,
/// foreign and broken files. The watcher may be killed in it any number of times; what must hold at the end is the same.
private struct Day {
  static let whole = FakeInstance.study("1.2.1", slices: 3)
  static let parts = FakeInstance.study("1.2.2", slices: 3)
  static let failing = FakeInstance.study("1.2.3", slices: 2)
  static let collision = FakeInstance(study: "1.2.1", series: "1.2.1.1", slice: 1, of: 3, patient: "B")
  static let junk = ["junk", "FAKE 1.2.4 1 1 1 1 A\nhalf"]

  let rig: Rig
  /// What the next life of the watcher will suffer.
  var beforeEachLife: (inout FaultyFileSystem.Faults) -> Void = { _ in }
  /// How many changing operations the last life had begun when it was left in peace.
  private(set) var operations = 0
  private let devices: [String]

  /// - Parameter apart: whether the incoming folder is a device of its own.
  init(apart: Bool) throws {
    rig = try Rig()
    devices = apart ? [rig.root + "/in"] : []
    rig.configuration.quiet = .seconds(30)
    rig.configuration.quarantineAfter = .seconds(100)
    rig.configuration.tidyAfter = .seconds(100)
    rig.configuration.retryDelay = .seconds(20)
    rig.configuration.interruptions = 1000
    rig.outcomesByStudy["1.2.3"] = [.failed(stage: "detection", reason: "the first time it fails")]
  }

  /// - Parameter calm: how long the watcher lives undisturbed at the end.
  mutating func live(calm: Duration = .seconds(200)) throws {
    startAgain()
    try rig.send(Self.whole, to: "north/disc")
    try rig.send(Array(Self.parts.prefix(2)), to: "south")
    try rig.send(Self.junk[0], to: "north/disc/junk")
    try rig.send(Self.junk[1], to: "loose")
    try pass(.seconds(60))
    try rig.send(Self.failing, to: "north")
    try rig.send(Array(Self.parts.suffix(1)), to: "south")
    try rig.send(Self.whole, to: "north/again")
    try pass(.seconds(60))
    try rig.send([Self.collision], to: "north/corrected")
    try pass(.seconds(130))
    operations = rig.files.operations
    rig.files.set { $0.diesAt = nil }
    beforeEachLife = { _ in }
    try pass(calm)
  }

  private mutating func pass(_ span: Duration) throws {
    let end = rig.clock.now + span
    while rig.clock.now < end {
      try rig.run(end - rig.clock.now, step: .seconds(5))
      if rig.files.isDead { startAgain() }
    }
  }

  /// Starts the watcher, again and again where it is killed while it starts.
  private mutating func startAgain() {
    repeat {
      var faults = FaultyFileSystem.Faults(devices: devices)
      beforeEachLife(&faults)
      try? rig.restart(with: faults)
    } while rig.files.isDead
  }

  /// Every file is there exactly once, every study has the result of all its files, and nothing finished was done again.
  func check(_ note: Comment) {
    let sent = (Self.whole + Self.parts + Self.failing + [Self.collision]).map(\.text)
    let archived = rig.contents("out/archive")
    #expect(archived == sent.sorted(), note)
    let quarantined = rig.paths("out/quarantine").filter { !$0.hasSuffix(".reason.json") }
    #expect(quarantined.map { rig.read(rig.root + "/out/quarantine/" + $0) }.sorted() == Self.junk.sorted(), note)
    #expect(rig.paths("out/quarantine").count == 4, note)
    #expect(rig.paths("in").isEmpty, note)
    #expect(!rig.paths("out/archive").contains { $0.contains(".work") }, note)
    for study in [Self.whole + [Self.collision], Self.parts, Self.failing] {
      let result = rig.read(rig.root + "/out/\(study[0].study).result")
      #expect(result == study.map(\.text).sorted().joined(), note)
    }
    let finished = rig.events("finished").map { "\($0["study"] ?? "") with \($0["files"] ?? "") files" }
    #expect(finished.count == Set(finished).count, "finished twice: \(finished); \(note)")
  }
}

@Suite("Killed at any moment")
struct CrashTests {
  /// How many changing operations a day without a crash has.
  private func operations(apart: Bool) throws -> Int {
    var day = try Day(apart: apart)
    try day.live()
    day.check("no crash")
    return day.operations
  }

  @Test("killed at every single operation in turn", arguments: [false, true], 0..<4)
  func everyOperation(apart: Bool, part: Int) throws {
    let count = try operations(apart: apart)
    #expect(count > 100)
    for operation in stride(from: 1 + part, through: count, by: 4) {
      var day = try Day(apart: apart)
      var lives = 0
      day.beforeEachLife = { faults in
        lives += 1
        faults.diesAt = lives == 1 ? operation : nil
      }
      try day.live()
      #expect(lives == 2, "operation \(operation) of \(count)")
      day.check("killed at operation \(operation) of \(count)\(apart ? ", between devices" : "")")
    }
  }

  @Test("killed twenty times at random operations", arguments: 0..<12)
  func randomOperations(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var day = try Day(apart: seed % 2 == 0)
    var lives = 0
    day.beforeEachLife = { faults in
      lives += 1
      faults.diesAt = lives <= 20 ? Int.random(in: 1...40, using: &random) : nil
    }
    try day.live(calm: .seconds(4000))
    #expect(lives > 5, "seed \(seed)")
    day.check("seed \(seed), \(lives) lives")
  }
}

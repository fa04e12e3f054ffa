import Foundation
import StudyModel
import Testing

@testable import Intake

@Suite("Failures and retries")
struct FailureTests {
  let rig: Rig
  init() throws { rig = try Rig() }

  static let failure = StudyOutcome.failed(stage: "detection", reason: "out of luck")

  @Test("a study that fails is tried again after a delay, and archived when it works out")
  func secondTry() throws {
    rig.outcomes = [Self.failure]
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    try rig.run(.seconds(16))
    #expect(rig.screenings.map(\.job.attempt) == [1])
    #expect(rig.paths("out/archive") == ["1.1", "1.2"].map { ".work/1.2.3/north/1.2.3.1/1.2.3.\($0).dcm" })
    try rig.run(.seconds(48))
    #expect(rig.screenings.count == 1)
    try rig.run(.seconds(20))
    #expect(rig.screenings.map(\.job.attempt) == [1, 2])
    #expect(rig.paths("out/archive") == ["1.1", "1.2"].map { "north/1.2.3/1.2.3.1/1.2.3.\($0).dcm" })
  }

  @Test("after three failures the study lies in quarantine with the reason; sent again, it is tried again")
  func givenUp() throws {
    rig.outcomes = [Self.failure, Self.failure, Self.failure]
    let slices = FakeInstance.study("1.2.3", slices: 2)
    try rig.send(slices)
    try rig.run(.seconds(400))
    #expect(rig.screenings.map(\.job.attempt) == [1, 2, 3])
    #expect(
      rig.paths("out/quarantine")
        == ["north/1.2.3.reason.json"] + [1, 2].map { "north/1.2.3/1.2.3.1/1.2.3.1.\($0).dcm" })
    #expect(rig.read(rig.root + "/out/quarantine/north/1.2.3.reason.json").contains("detection: out of luck"))
    #expect(rig.paths("out/archive").isEmpty)
    try rig.restart()
    try rig.run(.seconds(100))
    #expect(rig.screenings.count == 3)
    try rig.send(slices)
    try rig.run(.seconds(16))
    #expect(rig.screenings.map(\.job.attempt) == [1, 2, 3, 1])
    #expect(rig.paths("out/archive").count == 2)
  }

  @Test("the count of failures survives restarts")
  func failuresAreRemembered() throws {
    rig.outcomes = [Self.failure, Self.failure, Self.failure]
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    for _ in 0..<3 {
      try rig.run(.seconds(16))
      try rig.restart()
    }
    try rig.run(.seconds(600))
    #expect(rig.screenings.map(\.job.attempt) == [1, 2, 3])
    #expect(rig.paths("out/quarantine").count == 3)
  }

  @Test("late slices that fail go to quarantine; what an earlier run finished stays archived")
  func lateSlicesFail() throws {
    let slices = FakeInstance.study("1.2.3", slices: 4)
    try rig.send(Array(slices.prefix(2)))
    try rig.run(.seconds(70))
    rig.outcomes = [Self.failure, Self.failure, Self.failure]
    try rig.send(Array(slices.suffix(2)))
    try rig.run(.seconds(600))
    #expect(rig.contents("out/archive") == slices.prefix(2).map(\.text).sorted())
    #expect(Set(rig.contents("out/quarantine")).isSuperset(of: slices.suffix(2).map(\.text)))
  }

  @Test("a failing study does not hold up the others")
  func othersGoOn() throws {
    rig.outcomes = [Self.failure]
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    try rig.run(.seconds(16))
    try rig.send(FakeInstance.study("1.2.4", slices: 2))
    try rig.run(.seconds(16))
    #expect(rig.screenings.map(\.job.studyUID) == ["1.2.3", "1.2.4"])
  }

  @Test("a refusal is an answer: the study is archived, not tried again")
  func refused() throws {
    rig.outcomes = [.refused]
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    try rig.run(.seconds(600), step: .seconds(5))
    #expect(rig.screenings.count == 1)
    #expect(rig.paths("out/archive").count == 2)
    #expect(rig.events("finished").compactMap { $0["outcome"] as? String } == ["refused"])
  }

  @Test("a study that ends the process again and again is put aside, and the others get through")
  func poison() throws {
    rig.configuration.interruptions = 3
    try rig.send(FakeInstance.study("1.2.3", slices: 2))
    for life in 1...3 {
      try rig.run(.seconds(1))
      for _ in 0..<40 {
        _ = rig.desk?.look()
        rig.clock.advance(by: .seconds(5))
        if rig.desk?.take()?.studyUID == "1.2.3" { break }
      }
      #expect(rig.desk?.running?.job.attempt == life)
      try rig.restart()
    }
    try rig.send(FakeInstance.study("1.2.4", slices: 2))
    try rig.run(.seconds(100))
    #expect(rig.screenings.map(\.job.studyUID) == ["1.2.4"])
    #expect(rig.paths("out/quarantine").count == 3)
    #expect(rig.read(rig.root + "/out/quarantine/north/1.2.3.reason.json").contains("interrupted 3 times"))
  }
}

import Foundation
import StudyModel
import Synchronization
import Testing

@testable import Intake

/// The watcher as the command runs it: the real clock, the real file system, its own threads.
@Suite("The watcher at work")
struct WatcherTests {
  let rig: Rig

  init() throws { try self.init(rig: Rig()) }

  /// - Parameter rig: in a process of its own, one on a folder that the test process made and removes.
  private init(rig: Rig) throws {
    self.rig = rig
    rig.configuration.poll = .milliseconds(20)
    rig.configuration.quietWhole = .milliseconds(60)
  }

  private func intake(screen: @escaping @Sendable (StudyJob) -> StudyOutcome) -> Intake {
    let work = IntakeWork(
      examine: FakeHeader.examine, isWhole: FakeHeader.isWhole,
      screen: { StudyAnswer(outcome: screen($0), urgency: nil) })
    return Intake(configuration: rig.configuration, work: work, log: IntakeLog { _ in })
  }

  @Test(
    "it screens what arrives, stops after the study in hand, and leaves the next where it is", .timeLimit(.minutes(1)))
  func stopsAfterTheStudyInHand() async throws {
    let stop = StopHandle()
    let screened = Mutex<[String]>([])
    let intake = intake { job in
      stop.stop()
      Thread.sleep(forTimeInterval: 0.3)
      screened.withLock { $0.append(job.studyUID) }
      return .reported(findings: 0)
    }
    try rig.send(FakeInstance.study("1.2.1", slices: 2))
    try rig.send(FakeInstance.study("1.2.2", slices: 2))
    try await intake.run(until: stop)
    #expect(screened.withLock { $0 } == ["1.2.1"])
    #expect(rig.paths("out/archive").allSatisfy { $0.hasPrefix("north/1.2.1/") } && rig.paths("out/archive").count == 2)
    #expect(rig.paths("in").count == 2)
    #expect(rig.read(rig.root + "/out/status.json").contains(#""stopping" : true"#))
  }

  @Test("it goes on looking while a study is screened", .timeLimit(.minutes(1)))
  func looksWhileScreening() async throws {
    let stop = StopHandle()
    let root = rig.root
    let sawBoth = Mutex(false)
    let intake = intake { _ in
      // Ends only when the watcher says that it has seen what came meanwhile.
      let slice = FakeInstance(study: "1.2.2", slice: 1, of: 2).text
      try? Data(slice.utf8).write(to: URL(fileURLWithPath: root + "/in/late"))
      for _ in 0..<1000 where !sawBoth.withLock({ $0 }) {
        Thread.sleep(forTimeInterval: 0.01)
        let status = FileManager.default.contents(atPath: root + "/out/status.json") ?? Data()
        if String(decoding: status, as: UTF8.self).contains(#""studiesWaiting" : 1"#) { sawBoth.withLock { $0 = true } }
      }
      stop.stop()
      return .reported(findings: 0)
    }
    try rig.send(FakeInstance.study("1.2.1", slices: 1))
    try await intake.run(until: stop)
    #expect(sawBoth.withLock { $0 })
  }

  @Test(
    "a second watcher on any of the folders is refused; when the first has gone, it is not", .timeLimit(.minutes(1)))
  func secondWatcher() async throws {
    let (started, signal) = AsyncStream.makeStream(of: Void.self)
    let stop = StopHandle()
    let first = intake { _ in
      signal.yield()
      return .reported(findings: 0)
    }
    try rig.send(FakeInstance.study("1.2.1", slices: 1))
    let running = Task { try await first.run(until: stop) }
    for await _ in started { break }
    let root = rig.root
    for changed in [\IntakeConfiguration.incoming, \.output, \.archive, \.quarantine] {
      // Shares this one folder with the first and no other.
      var configuration = IntakeConfiguration(incoming: root + "/in2", output: root + "/out2")
      try FileManager.default.createDirectory(atPath: root + "/in2", withIntermediateDirectories: true)
      configuration[keyPath: changed] = rig.configuration[keyPath: changed]
      let second = Intake(configuration: configuration, work: Rig.work, log: IntakeLog { _ in })
      let error = await #expect(throws: IntakeError.self) { try await second.run(until: StopHandle()) }
      guard case .locked = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    stop.stop()
    try await running.value
    let stopped = StopHandle()
    stopped.stop()
    try await intake { _ in .refused }.run(until: stopped)
  }

  @Test("SIGTERM and SIGINT let the study in hand be finished", arguments: [SIGTERM, SIGINT])
  func signals(number: Int32) async throws {
    await #expect(processExitsWith: .exitCode(42)) { [number, root = rig.root as String] in
      let stop = StopHandle()
      stop.stopOnTermination()
      let suite = try WatcherTests(rig: Rig(root: root))
      let intake = suite.intake { _ in
        kill(getpid(), number)
        Thread.sleep(forTimeInterval: 0.2)
        return .reported(findings: 0)
      }
      try suite.rig.send(FakeInstance.study("1.2.1", slices: 1))
      try await intake.run(until: stop)
      exit(suite.rig.paths("out/archive") == ["north/1.2.1/1.2.1.1/1.2.1.1.1.dcm"] ? 42 : 1)
    }
  }

  @Test("a second signal ends the process at once, though a study is in hand", .timeLimit(.minutes(1)))
  func secondSignal() async throws {
    await #expect(processExitsWith: .signal(SIGTERM)) { [root = rig.root as String] in
      let stop = StopHandle()
      stop.stopOnTermination()
      let suite = try WatcherTests(rig: Rig(root: root))
      let intake = suite.intake { _ in
        while true {
          kill(getpid(), SIGTERM)
          Thread.sleep(forTimeInterval: 0.1)
        }
      }
      try suite.rig.send(FakeInstance.study("1.2.1", slices: 1))
      try await intake.run(until: stop)
    }
  }
}

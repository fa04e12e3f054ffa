import Foundation
import StudyModel
import Synchronization
import Testing

@testable import Intake

/// A watcher over a temporary folder with a clock and a file system that do as they are told. What the watcher was killed over
/// is kept; ``restart()`` starts another on it.
final class Rig {
  struct Screening: Equatable {
    let job: StudyJob
    /// The contents that the screening saw.
    let contents: [String]
  }

  let root: String
  let clock = FakeClock()
  var files = FaultyFileSystem()
  var configuration: IntakeConfiguration
  var desk: IntakeDesk?
  var screenings: [Screening] = []
  /// What the next screenings say, in order; then `reported`.
  var outcomes: [StudyOutcome] = []
  /// The same for one study, which these are kept for.
  var outcomesByStudy: [String: [StudyOutcome]] = [:]
  /// How urgent they say it is, by study.
  var urgencies: [String: Double] = [:]
  /// Called while a study is being screened.
  var duringScreening: ((StudyJob) -> Void)?
  private let lines: LogCollector

  /// - Parameter root: `nil` for a new folder.
  init(root: String? = nil) throws {
    // Thousands of small files: in memory where there is such a place.
    let memory = "/dev/shm/"
    let place = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    self.root = root ?? place + "intake-" + UUID().uuidString
    let root = self.root
    try FileManager.default.createDirectory(atPath: root + "/in", withIntermediateDirectories: true)
    configuration = IntakeConfiguration(incoming: root + "/in", output: root + "/out")
    configuration.minimumFreeMebibytes = 0
    lines = LogCollector()
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  var log: [[String: Any]] {
    lines.lines.compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
  }
  var logText: String { lines.lines.joined(separator: "\n") }
  func events(_ name: String) -> [[String: Any]] { log.filter { $0["event"] as? String == name } }

  static let work = IntakeWork(
    examine: FakeHeader.examine, isWhole: FakeHeader.isWhole,
    screen: { _ in StudyAnswer(outcome: .reported(findings: 0), urgency: nil) })

  func start() throws {
    desk = nil
    desk = try IntakeDesk(
      configuration: configuration, work: Self.work, log: lines.log, clock: clock, files: files)
  }

  /// Ends the watcher as SIGKILL would, and starts another on what is on disk.
  func restart(with faults: FaultyFileSystem.Faults = .init()) throws {
    desk = nil
    files = FaultyFileSystem()
    files.set { $0 = faults }
    try start()
  }

  /// Lets the watcher run for a while. Ends early when it is killed.
  func run(_ span: Duration, step: Duration = .seconds(2)) throws {
    if desk == nil { try start() }
    let end = clock.now + span
    while clock.now < end, !files.isDead {
      turn()
      clock.advance(by: step)
    }
  }

  /// One turn of the watcher, with the screening done on the spot.
  func turn() {
    desk?.concludeAgain()
    _ = desk?.look()
    while let job = desk?.take() {
      let outcome = screen(job)
      if files.isDead { return }
      desk?.conclude(outcome, urgency: urgencies[job.studyUID])
    }
    desk?.reportStatus()
  }

  func screen(_ job: StudyJob) -> StudyOutcome {
    duringScreening?(job)
    let contents = job.files.map(read).sorted()
    screenings.append(Screening(job: job, contents: contents))
    let result = DiskPath(root + "/out/\(job.studyUID).result")
    guard (try? files.replaceContents(of: result, with: Array(contents.joined().utf8))) != nil else {
      return .failed(stage: "report", reason: "no result could be written")
    }
    if outcomesByStudy[job.studyUID]?.isEmpty == false, let outcome = outcomesByStudy[job.studyUID]?.removeFirst() {
      return outcome
    }
    return outcomes.isEmpty ? .reported(findings: 0) : outcomes.removeFirst()
  }

  func send(_ instances: [FakeInstance], to folder: String = "north") throws {
    for instance in instances { try send(instance.text, to: folder + "/\(instance.instance)") }
  }

  func send(_ text: String, to path: String) throws {
    let path = DiskPath(root + "/in/" + path)
    let system = LocalFileSystem(synchronises: false)
    try system.makeFolders(path.parent)
    try system.write(Array(text.utf8), to: path)
  }

  func read(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  /// Paths of all files below a folder of the rig, hidden ones included, our own lock files left out.
  func paths(_ folder: String) -> [String] {
    let below = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String } ?? []
    return below.filter { path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: root + "/" + folder + "/" + path)
      return attributes?[.type] as? FileAttributeType == .typeRegular && !path.hasSuffix(".prescreen.lock")
    }.sorted()
  }

  func contents(_ folder: String) -> [String] { paths(folder).map { read(root + "/" + folder + "/" + $0) }.sorted() }
}

private final class LogCollector: Sendable {
  private let collected = Mutex<[String]>([])
  var lines: [String] { collected.withLock { $0 } }
  var log: IntakeLog { IntakeLog { line in self.collected.withLock { $0.append(line) } } }
}

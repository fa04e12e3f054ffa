import Foundation
import StudyModel

/// The state machine of the intake: everything that happens to files and studies, one call after another, without
/// concurrency. ``Intake`` calls it in turn and does the waiting.
///
/// The disk is the truth: what lies in the incoming folder is new, what lies in the work folder is a study without outcome,
/// what lies in the archive is done. The journal tells only what folders cannot: whether a study in the work folder is finished.
struct IntakeDesk {
  /// A study that was taken and has no outcome.
  struct Held {
    let centre: String
    /// When the last of its files came or changed.
    let lastChange: Duration
    let firstSeen: Duration
  }

  /// The study that is being screened.
  struct Running {
    let job: StudyJob
    let signatures: [DiskPath: FileSignature]
    let held: Held
    let started: Duration
    /// Set once the screening has ended; then only the record of it is missing.
    var outcome: StudyOutcome?
    var urgency: Double?
  }

  let configuration: IntakeConfiguration
  let work: IntakeWork
  let log: IntakeLog
  let clock: any IntakeClock
  let files: any FileSystem
  let layout: FolderLayout
  private let locks: [FolderLock]

  var journal: Journal
  var table = ArrivalTable()
  var held: [String: Held] = [:]
  var running: Running?
  /// Closed studies with files still in the work folder.
  var closing: Set<String> = []
  /// What is not to be tried again before a time, after an error: studies by UID, files by path.
  var postponedStudies: [String: Duration] = [:]
  var postponedFiles: [DiskPath: Duration] = [:]
  /// When each centre's turn last was.
  var turns: [String: Int] = [:]
  var wholeness: [String: Wholeness] = [:]
  /// Headers of a study's files in the work folder and the archive, by study.
  var storedHeaders: [String: [String: IntakeWork.AnyHeader]] = [:]
  var emptyFolders: [DiskPath: (folder: IncomingListing.Folder, since: Duration)] = [:]
  var complaints: [String: Duration] = [:]
  /// New files by centre, as long as more keep coming.
  var arriving: [String: (files: Int, last: Duration)] = [:]
  var tally = Tally()
  var published: (status: IntakeStatus, at: Duration)?
  /// Whether studies were closed since `worklist.json` was written.
  var worklistIsStale = true

  /// Takes the folders, reads the journal and picks up what an earlier watcher left.
  init(
    configuration: IntakeConfiguration, work: IntakeWork, log: IntakeLog, clock: any IntakeClock, files: any FileSystem
  ) throws(IntakeError) {
    self.configuration = configuration
    self.work = work
    self.log = log
    self.clock = clock
    self.files = files
    for folder in [configuration.output, configuration.archive, configuration.quarantine] {
      try files.makeFolders(DiskPath(folder))
    }
    layout = FolderLayout(
      incoming: try files.resolved(DiskPath(configuration.incoming)),
      output: try files.resolved(DiskPath(configuration.output)),
      archive: try files.resolved(DiskPath(configuration.archive)),
      quarantine: try files.resolved(DiskPath(configuration.quarantine)))
    try layout.check()
    var locks: [FolderLock] = []
    for file in layout.locks { locks.append(try files.lock(file)) }
    self.locks = locks
    journal = try Journal(file: layout.journal, files: files)
    try pickUp()
  }

  /// What to do about the studies in the work folder: an earlier watcher ended before it was done with them.
  private mutating func pickUp() throws(IntakeError) {
    note(LogLine("started"))
    if journal.damagedLines > 0 {
      var line = LogLine("journal-damaged")
      line.reason = "\(journal.damagedLines) lines could not be read and were left out"
      note(line)
    }
    for root in [layout.archive, layout.quarantine] { try placement(in: root).sweep() }
    try files.makeFolders(layout.work)
    for name in try files.names(in: layout.work) {
      let study = DiskPath.printable(name)
      guard InstanceIdentity.isUID(study) else { continue }
      guard try !files.filesBelow(layout.work(study: study)).isEmpty else {
        try files.removeEmptyFolders(layout.work(study: study))
        continue
      }
      if journal.records[study]?.state == .started { countInterruption(of: study) }
      if journal.records[study]?.isClosed == true {
        closing.insert(study)
      } else {
        hold(study, since: clock.now, firstSeen: clock.now)
      }
    }
  }

  /// The process ended while the study was screened. Where that cannot be recorded (full disk), it is not counted.
  private mutating func countInterruption(of study: String) {
    guard var record = journal.records[study] else { return }
    record.interruptions += 1
    record.state = record.interruptions < configuration.interruptions ? .taken : .abandoned
    record.reason = "interrupted \(record.interruptions) times by the end of the process"
    do throws(IntakeError) { try journal.write(record, at: clock.date) } catch {
      complain("cannot-record", error, study: study)
      return
    }
    var line = LogLine(record.isClosed ? "abandoned" : "interrupted")
    (line.study, line.centre, line.attempt) = (study, record.centre, record.failures + record.interruptions)
    note(line)
    if record.isClosed { return }
    postponedStudies[study] = clock.now + delay(after: record.interruptions - 1)
  }

  mutating func hold(_ study: String, since lastChange: Duration, firstSeen: Duration) {
    // Where the journal was lost, the folders still tell whose study it is.
    let folders = try? files.names(in: layout.work(study: study)).map { DiskPath.printable($0) }
    let centre = journal.records[study]?.centre ?? folders?.first ?? IntakeConfiguration.unassigned
    held[study] = Held(centre: centre, lastChange: lastChange, firstSeen: firstSeen)
    storedHeaders[study] = nil
    wholeness[study] = nil
  }

  /// How long to wait after so many failures of the same kind: none after none, then doubling, an hour at most.
  func delay(after failures: Int) -> Duration {
    failures <= 0 ? .zero : min(configuration.retryDelay * (1 << min(failures - 1, 12)), .seconds(3600))
  }

  func placement(in root: DiskPath) -> Placement {
    Placement(files: files, copies: FolderLayout.copies(in: root))
  }
}

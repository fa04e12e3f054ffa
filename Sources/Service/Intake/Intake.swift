import Dispatch
import StudyModel

/// Watches the incoming folder and brings every study in it to an outcome: see this target's README for the states and what
/// is guaranteed.
///
/// The actor owns the state machine (``IntakeDesk``) and runs on a thread of its own, so that waiting for disks does not hold
/// up anybody else's tasks. Only the screening runs beside it.
public actor Intake {
  private let thread = QueueExecutor(label: "prescreen.intake")
  private let screening = DispatchQueue(label: "prescreen.screening")
  private let configuration: IntakeConfiguration
  private let work: IntakeWork
  private let log: IntakeLog
  private let clock: any IntakeClock
  private let files: any FileSystem
  private var answer: StudyAnswer?
  private var isStopping = false

  public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  /// - Parameters:
  ///   - work: how to look at a file and how to screen a study.
  ///   - log: takes the structured log.
  public init(configuration: IntakeConfiguration, work: IntakeWork, log: IntakeLog = .standardError) {
    self.init(configuration: configuration, work: work, log: log, clock: SystemClock(), files: LocalFileSystem())
  }

  init(
    configuration: IntakeConfiguration, work: IntakeWork, log: IntakeLog, clock: any IntakeClock, files: any FileSystem
  ) {
    self.configuration = configuration
    self.work = work
    self.log = log
    self.clock = clock
    self.files = files
  }

  /// Watches until asked to stop; then finishes the study in hand and returns. To be called once.
  ///
  /// - Throws: ``IntakeError/locked(folder:holder:)`` when another watcher holds one of the folders;
  ///   ``IntakeError/configuration(key:problem:)`` when the folders lie in one another;
  ///   ``IntakeError/system(operation:path:code:)`` when the incoming folder is not there, the others cannot be made, or the
  ///   journal cannot be read. Once it watches, it does not throw: it logs and tries again.
  public func run(until stop: StopHandle) async throws(IntakeError) {
    var desk = try IntakeDesk(configuration: configuration, work: work, log: log, clock: clock, files: files)
    let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let listener = Task {
      for await _ in stop.requests {
        isStopping = true
        bell.yield()
      }
    }
    defer { listener.cancel() }
    var nextRing = rings.makeAsyncIterator()
    while true {
      let hasMore = turn(&desk, bell)
      if isStopping, desk.running == nil || desk.running?.outcome != nil { break }
      if hasMore {
        await Task.yield()
        continue
      }
      let timer = Task {
        await clock.sleep(for: configuration.poll)
        if !Task.isCancelled { bell.yield() }
      }
      _ = await nextRing.next()
      timer.cancel()
    }
    desk.stop()
  }

  /// One turn of the state machine.
  ///
  /// - Returns: whether the next turn should follow at once.
  private func turn(_ desk: inout IntakeDesk, _ bell: AsyncStream<Void>.Continuation) -> Bool {
    if let answer {
      self.answer = nil
      desk.conclude(answer.outcome, urgency: answer.urgency?.value)
    } else {
      desk.concludeAgain()
    }
    let hasMore = desk.look()
    if !isStopping, let job = desk.take() { screen(job, bell) }
    desk.reportStatus(stopping: isStopping)
    return hasMore
  }

  private func screen(_ job: StudyJob, _ bell: AsyncStream<Void>.Continuation) {
    let screen = work.screen
    screening.async {
      let answer = screen(job)
      Task {
        await self.end(with: answer)
        bell.yield()
      }
    }
  }

  private func end(with answer: StudyAnswer) { self.answer = answer }
}

/// Runs an actor on a dispatch queue.
private final class QueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}

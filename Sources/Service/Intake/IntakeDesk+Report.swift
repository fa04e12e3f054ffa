import Foundation
import StudyModel

/// What happened since the watcher started.
struct Tally: Equatable {
  var received = 0
  var reported = 0
  var refused = 0
  var failedTries = 0
  var abandoned = 0
  var quarantined = 0
  var duplicates = 0
  /// Entries of the incoming folder that are never touched, at the last look.
  var ignored = 0

  mutating func count(_ state: StudyRecord.State, _ outcome: StudyOutcome) {
    switch (state, outcome) {
    case (.finished, .reported): reported += 1
    case (.finished, _): refused += 1
    case (.abandoned, _):
      failedTries += 1
      abandoned += 1
    default: failedTries += 1
    }
  }
}

/// `status.json` under the output: how the watcher does, for people and monitors. Counts of studies and files since the start,
/// and what is there now.
struct IntakeStatus: Encodable, Equatable {
  var time = ""
  let process: Int32
  let filesReceived: Int
  let filesWaiting: Int
  /// Unreadable, unfinished, foreign or broken for now.
  let filesUnsettled: Int
  let filesIgnored: Int
  let filesQuarantined: Int
  let filesDuplicate: Int
  let studiesWaiting: Int
  /// Study Instance UIDs of what is being screened: one, or none.
  let studiesRunning: [String]
  let studiesReported: Int
  let studiesRefused: Int
  let studiesAbandoned: Int
  let failedTries: Int
  /// Of the study that has waited longest, the one in hand included.
  let oldestSeconds: Int
  let stopping: Bool
}

extension IntakeDesk {
  /// Writes `status.json` where it says something new, and every ten seconds as a sign of life.
  mutating func reportStatus(stopping: Bool = false) {
    publishWorklist()
    let waiting = waitingStudies()
    let instances = table.arrivals.values.count { $0.identity != nil }
    let oldest = (waiting.values.map(\.firstSeen) + [running?.held.firstSeen].compactMap(\.self)).min()
    let age = oldest.map { Int((clock.now - $0).inSeconds) } ?? 0
    var status = IntakeStatus(
      process: ProcessInfo.processInfo.processIdentifier, filesReceived: tally.received, filesWaiting: instances,
      filesUnsettled: table.arrivals.count - instances, filesIgnored: tally.ignored,
      filesQuarantined: tally.quarantined,
      filesDuplicate: tally.duplicates, studiesWaiting: waiting.count,
      studiesRunning: [running?.job.studyUID].compactMap(\.self),
      studiesReported: tally.reported, studiesRefused: tally.refused, studiesAbandoned: tally.abandoned,
      failedTries: tally.failedTries, oldestSeconds: age / 10 * 10, stopping: stopping)
    guard status != published?.status || clock.now - (published?.at ?? .zero) >= .seconds(10) else { return }
    published = (status, clock.now)
    status.time = clock.date.formatted(.iso8601)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    guard let data = try? encoder.encode(status) else { return }
    do throws(IntakeError) {
      try files.replaceContents(of: layout.status, with: Array(data) + [UInt8(ascii: "\n")])
    } catch { complain("cannot-write-status", error) }
  }

  /// The last words of a watcher that was asked to stop.
  mutating func stop() {
    published = nil
    reportStatus(stopping: true)
    note(LogLine("stopped"))
  }

  func note(_ line: LogLine) { log.write(line.json(at: clock.date)) }

  static let complaintInterval = Duration.seconds(300)

  /// Logs what went wrong, but the same thing no more than every five minutes.
  mutating func complain(_ event: String, _ reason: String, study: String? = nil, path: DiskPath? = nil) {
    let digest = path.map(pathDigest)
    let key = [event, study ?? "", digest ?? "", reason].joined(separator: "\n")
    if let last = complaints[key], clock.now - last < Self.complaintInterval { return }
    complaints[key] = clock.now
    var line = LogLine(event)
    (line.study, line.path, line.reason) = (study, digest, reason)
    note(line)
  }

  mutating func complain(_ event: String, _ error: IntakeError, study: String? = nil, path: DiskPath? = nil) {
    complain(event, error.cause, study: study, path: path)
  }

  func pathDigest(_ path: DiskPath) -> String { digest(path.bytes.dropFirst(layout.incoming.bytes.count + 1)) }
}

extension IntakeError {
  /// The error without its path, which may hold a patient's name.
  var cause: String {
    switch self {
    case .system(let operation, _, let code): "\(operation): \(SystemCode(code).message)"
    case .configuration, .locked: description
    }
  }

  var isDiskFull: Bool {
    if case .system(_, _, let code) = self { SystemCode(code).isDiskFull } else { false }
  }
}

extension Duration {
  /// Seconds to the millisecond.
  var inSeconds: Double { (self / .milliseconds(1)).rounded() / 1000 }
}

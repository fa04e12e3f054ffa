import Foundation
import StudyModel

/// What stands beside a file or study in quarantine. The file lies beside it under its own name, so its path is no secret here.
struct QuarantineReason: Encodable {
  /// `foreign`, `broken` or `failed`.
  let kind: String
  let time: String
  let centre: String
  /// Where it came from, below the incoming folder; left out for a study.
  let path: String?
  /// The name that the log gives to that path.
  let pathDigest: String?
  let studyInstanceUID: String?
  let reason: Text

  struct Text: Encodable {
    let code: String
    let message: String
    let evidence: String
  }

  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    guard let data = try? encoder.encode(self) else { preconditionFailure("texts encode") }
    return Array(data) + [UInt8(ascii: "\n")]
  }
}

extension IntakeDesk {
  /// Sends files that cannot be used, and have not changed for long, to quarantine.
  mutating func quarantineUseless() {
    let now = clock.now
    let useless = table.arrivals.values.filter { now - $0.since >= configuration.quarantineAfter && $0.identity == nil }
    for arrival in useless.sorted(by: { $0.path < $1.path }) where now >= postponedFiles[arrival.path] ?? .zero {
      let kind: String
      let reason: QualityReason
      switch arrival.sight {
      case .foreign(let why): (kind, reason) = ("foreign", why)
      case .broken(let why): (kind, reason) = ("broken", why)
      case .unexamined, .beingWritten, .instance, .unreadable: continue
      }
      if files.isOpenForWriting(arrival.path) { continue }
      do throws(IntakeError) {
        try quarantine(arrival, kind: kind, reason)
      } catch {
        complain(error.isDiskFull ? "disk-full" : "cannot-quarantine", error, path: arrival.path)
        postponedFiles[arrival.path] = now + configuration.retryDelay
      }
    }
  }

  private mutating func quarantine(_ arrival: Arrival, kind: String, _ reason: QualityReason) throws(IntakeError) {
    guard try files.status(of: arrival.path)?.signature == arrival.signature else { return }
    let below = arrival.path.components(below: layout.incoming)
    let name = FolderLayout.nameInQuarantine(of: arrival.path)
    let dot = name.dropFirst().lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
    var placement = placement(in: layout.quarantine)
    let text = QuarantineReason(
      kind: kind, time: clock.date.formatted(.iso8601), centre: arrival.centre,
      path: below.map { DiskPath.printable($0) }.joined(separator: "/"), pathDigest: pathDigest(arrival.path),
      studyInstanceUID: nil,
      reason: .init(code: reason.code, message: reason.message, evidence: reason.evidence))
    let result = try placement.place(
      arrival.path, in: layout.quarantine.appending(arrival.centre), stem: name[..<dot], suffix: name[dot...]
    ) { (target) throws(IntakeError) in
      try files.replaceContents(of: FolderLayout.reason(of: target), with: text.json)
    }
    try placement.synchronise()
    table.forget(arrival.path)
    var line = LogLine("quarantined")
    (line.centre, line.path, line.files) = (arrival.centre, pathDigest(arrival.path), 1)
    line.reason = "\(kind): \(reason.code)"
    if case .duplicate = result { line.outcome = "duplicate" }
    note(line)
    tally.quarantined += 1
  }

  /// Writes why a study was given up beside where its files are going.
  func explain(_ record: StudyRecord, from centre: String) throws(IntakeError) {
    let text = QuarantineReason(
      kind: "failed", time: clock.date.formatted(.iso8601), centre: centre, path: nil, pathDigest: nil,
      studyInstanceUID: record.study,
      reason: .init(
        code: "study.failed",
        message: "The study could not be screened. Move its files back to the incoming folder to have it tried again.",
        evidence: record.reason ?? ""))
    let target = layout.quarantined(study: record.study, centre: centre)
    try files.makeFolders(target.parent)
    try files.replaceContents(of: FolderLayout.reason(of: target), with: text.json)
  }
}

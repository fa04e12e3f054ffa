import Foundation
import StudyModel

/// `worklist.json` under the output: what was closed lately, in the order in which it should be read.
private struct Worklist: Encodable {
  struct Entry: Encodable {
    let study, centre, outcome, time: String
    let urgency: Double?

    private enum CodingKeys: CodingKey { case study, centre, outcome, time, urgency }

    /// Every key is there; what is not known is `null`.
    func encode(to encoder: any Encoder) throws {
      var keyed = encoder.container(keyedBy: CodingKeys.self)
      try keyed.encode(study, forKey: .study)
      try keyed.encode(centre, forKey: .centre)
      try keyed.encode(outcome, forKey: .outcome)
      try keyed.encode(time, forKey: .time)
      try keyed.encode(urgency, forKey: .urgency)
    }
  }

  let studies: [Entry]
}

extension IntakeDesk {
  /// Studies that were closed longer ago are left out: long enough for a weekend.
  static let worklistSpan = 72 * 3600.0

  /// Writes `worklist.json` where studies were closed since the last time; what does not work out is tried again.
  mutating func publishWorklist() {
    guard worklistIsStale else { return }
    let oldest = clock.date.addingTimeInterval(-Self.worklistSpan).formatted(.iso8601)
    // Times are of one form and of one zone, so that they sort as texts.
    let recent = journal.records.values.filter { $0.isClosed && $0.time >= oldest }
    let ordered = recent.sorted {
      (WorklistPlace(urgency: $0.urgency), $0.time, $0.study) < (WorklistPlace(urgency: $1.urgency), $1.time, $1.study)
    }
    let entries = ordered.map { record in
      Worklist.Entry(
        study: record.study, centre: record.centre, outcome: record.outcome ?? record.state.rawValue,
        time: record.time, urgency: record.urgency)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(Worklist(studies: entries)) else { return }
    do throws(IntakeError) {
      try files.replaceContents(of: layout.worklist, with: Array(data) + [UInt8(ascii: "\n")])
      worklistIsStale = false
    } catch { complain("cannot-write-worklist", error) }
  }
}

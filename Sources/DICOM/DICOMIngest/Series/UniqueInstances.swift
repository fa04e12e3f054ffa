import Foundation

/// The instances of one study, each SOP Instance UID once.
///
/// Of files with the same identifier a broken one gives way to a whole one, and a copy of the same bytes is dropped. Whole
/// files with other bytes are a conflict: which of them is right, nobody can tell.
struct UniqueInstances {
  private(set) var unique: [InstanceHeader] = []
  private var copies: [String: Int] = [:]
  private var conflicting: [InstanceHeader] = []

  /// - Parameter headers: in the order of their paths; of equal files the first is kept.
  init(_ headers: [InstanceHeader]) {
    for same in StudyGrouping.grouped(headers, by: \.sopInstanceUID).values {
      let whole = same.filter { $0.problem == nil }
      let candidates = whole.isEmpty ? Array(same.prefix(1)) : whole
      unique.append(candidates[0])
      let others = candidates.dropFirst().filter { !Self.haveSameBytes(candidates[0], $0) }
      copies[candidates[0].seriesInstanceUID, default: 0] += candidates.count - 1 - others.count
      if !others.isEmpty { conflicting += [candidates[0]] + others }
    }
  }

  /// The files in conflict.
  var conflicts: [RejectedFile] {
    conflicting.map {
      RejectedFile(path: $0.path, error: .conflict($0.subject), studyInstanceUID: $0.studyInstanceUID)
    }
  }

  /// What is to be said about copies and conflicts in one series.
  func remarks(onSeries uid: String) -> [SeriesJudge.Given] {
    var remarks: [SeriesJudge.Given] = []
    if let count = copies[uid], count > 0 {
      remarks.append(
        SeriesJudge.Given(
          code: .instanceDuplicate, reason: QualityCode.instanceDuplicate.reason("\(count) copies left out")))
    }
    let first = conflicting.filter { $0.seriesInstanceUID == uid }.min { $0.sopInstanceUID < $1.sopInstanceUID }
    if let first {
      remarks.append(
        SeriesJudge.Given(code: .instanceConflict, reason: QualityCode.instanceConflict.reason("", first.subject)))
    }
    return remarks
  }

  private static func haveSameBytes(_ a: InstanceHeader, _ b: InstanceHeader) -> Bool {
    FileManager.default.contentsEqual(atPath: a.path, andPath: b.path)
  }
}

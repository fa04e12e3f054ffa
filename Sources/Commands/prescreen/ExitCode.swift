import StudyModel

/// The program's exit statuses, printed by `prescreen help exit-codes`. Numbers are never reused.
enum ExitCode: Int32, CaseIterable, Sendable {
  case reported = 0
  case failed = 1
  case refused = 3
  case partlyReported = 4
  /// `EX_USAGE` of sysexits.h.
  case badArguments = 64

  var meaning: String {
    switch self {
    case .reported: "every study was reported, with or without findings"
    case .failed: "an accident of the program: no study was reported, and at least one failed"
    case .refused: "nothing could be screened: no study, no CT, a path that is missing or empty, or damaged images"
    case .partlyReported: "some studies were reported, some were refused or failed"
    case .badArguments: "the arguments or the environment are wrong; nothing was read"
    }
  }

  /// The status of a run from how its studies, and the paths without one, ended.
  init(_ outcomes: [StudyOutcome]) {
    let names = Set(outcomes.map(\.name))
    switch (names.contains("reported"), names.contains("refused"), names.contains("failed")) {
    case (true, false, false): self = .reported
    case (true, _, _): self = .partlyReported
    case (false, _, true): self = .failed
    case (false, _, false): self = .refused
    }
  }
}

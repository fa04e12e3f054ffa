import StudyModel

/// Where an instance belongs, as its own header says.
public struct InstanceIdentity: Hashable, Sendable {
  /// Study Instance UID (0020,000D). A value that is not a UID (see ``isUID(_:)``) sends the file to quarantine: it must never name a folder.
  public let study: String
  /// Series Instance UID (0020,000E). A value that is not a UID is accepted and replaced by a digest in names.
  public let series: String
  /// SOP Instance UID (0008,0018). As for the series.
  public let instance: String

  public init(study: String, series: String, instance: String) {
    self.study = study
    self.series = series
    self.instance = instance
  }

  /// Whether a text may name a folder: 1 to 64 characters, digits in groups joined by single dots (DICOM PS3.5, 9.1).
  /// Leading zeros, which the standard forbids and devices write, are let through.
  public static func isUID(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count) else { return false }
    return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { group in
      !group.isEmpty && group.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
  }
}

/// What one look at a file says. The reasons' texts are logged: they must not hold a patient's name or a path.
public enum Examination<Header: Sendable>: Sendable {
  /// A DICOM instance that parses to its end. `header` is handed back to ``IntakeWork/isWhole``.
  case instance(InstanceIdentity, Header)
  /// Not DICOM. Goes to quarantine once it has not changed for ``IntakeConfiguration/quarantineAfter``.
  case foreign(QualityReason)
  /// DICOM that ends too early or cannot be parsed. As for `foreign`: it may be the first half of a copy that is paused.
  case broken(QualityReason)
  /// Could not be read just now (permission, input or output error). Stays where it is and is looked at again later.
  case unreadable(QualityReason)
}

/// One study, handed over to be screened.
public struct StudyJob: Hashable, Sendable {
  /// Study Instance UID: always a valid UID.
  public let studyUID: String
  /// Every file of the study, those archived by earlier runs included; sorted. Not changed or moved while the job runs.
  public let files: [String]
  /// The centre that sent the study (the first by name where several sent parts of it).
  public let centre: String
  /// 1 for the first try of this set of files, more after failures and interruptions. Where it is more than 1, a complete
  /// result of the same files may already stand under the output: the run that made it was killed before it was recorded.
  public let attempt: Int
  /// Whether an earlier run of this study was finished: this one is to supersede it.
  public let supersedes: Bool

  public init(studyUID: String, files: [String], centre: String, attempt: Int = 1, supersedes: Bool = false) {
    self.studyUID = studyUID
    self.files = files
    self.centre = centre
    self.attempt = attempt
    self.supersedes = supersedes
  }
}

/// What a screening says to the intake.
public struct StudyAnswer: Hashable, Sendable {
  public let outcome: StudyOutcome
  /// For the worklist; `nil` where the study was not screened.
  public let urgency: Urgency?

  public init(outcome: StudyOutcome, urgency: Urgency?) {
    self.outcome = outcome
    self.urgency = urgency
  }
}

/// The work that the intake is given: it knows nothing of DICOM or of screening itself.
///
/// `examine` and `isWhole` are called on the intake's own thread, one call at a time; `screen` on another, one study at a
/// time. All three may block.
public struct IntakeWork: Sendable {
  typealias AnyHeader = any Sendable

  let examine: @Sendable (_ path: String) -> Examination<AnyHeader>
  let isWhole: @Sendable (_ headers: [AnyHeader]) -> Bool
  let screen: @Sendable (_ job: StudyJob) -> StudyAnswer

  /// - Parameters:
  ///   - examine: reads a file **to the end of its data set** and says what it is. The path may be one under `/proc/self/fd`
  ///     (for names that are not UTF-8): do not keep it.
  ///   - isWhole: whether the geometry of these instances (one study, any order, each SOP Instance UID once) proves a series
  ///     complete and none half there.
  ///   - screen: screens the study and publishes the result under the output **atomically**, before it returns. A refusal is
  ///     a finished study; a failure is tried again (``IntakeConfiguration/attempts``).
  public init<Header: Sendable>(
    examine: @escaping @Sendable (_ path: String) -> Examination<Header>,
    isWhole: @escaping @Sendable (_ headers: [Header]) -> Bool,
    screen: @escaping @Sendable (_ job: StudyJob) -> StudyAnswer
  ) {
    self.examine = { path in
      switch examine(path) {
      case .instance(let identity, let header): .instance(identity, header)
      case .foreign(let reason): .foreign(reason)
      case .broken(let reason): .broken(reason)
      case .unreadable(let reason): .unreadable(reason)
      }
    }
    self.isWhole = { headers in isWhole(headers.compactMap { $0 as? Header }) }
    self.screen = screen
  }
}

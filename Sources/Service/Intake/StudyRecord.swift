/// All that the journal knows of a study; one line of it. The last line of a study counts.
struct StudyRecord: Codable, Equatable, Sendable {
  enum State: String, Codable, Sendable {
    /// Its files are being moved to the work folder. Until the next state, the files lie there and in the incoming folder.
    case taken
    /// All files are in the work folder, and it is being screened.
    case started
    /// The screening failed; to be tried again.
    case failed
    /// The result is published; what is still in the work folder goes to the archive.
    case finished
    /// Given up; what is still in the work folder goes to quarantine.
    case abandoned
  }

  /// Study Instance UID.
  let study: String
  var state: State
  var centre: String
  /// Tries that failed, and tries that ended with the process, since the study was last finished or abandoned.
  var failures = 0
  var interruptions = 0
  /// How often it was finished: 0 before the first time.
  var runs = 0
  /// The number of files of the try: archived ones included.
  var files = 0
  /// The outcome's name once it is finished.
  var outcome: String?
  /// Its place on the worklist, 0 to 100; `nil` where it was not screened.
  var urgency: Double?
  /// Why it failed or was abandoned.
  var reason: String?
  /// When the line was written.
  var time = ""

  init(study: String, state: State, centre: String) {
    self.study = study
    self.state = state
    self.centre = centre
  }

  /// Whether nothing more is to be done but to put files in their place.
  var isClosed: Bool { state == .finished || state == .abandoned }
}

/// The folders and times of a watcher.
///
/// The times are measured on a clock that stands still while the machine sleeps; nothing depends on the wall clock, or on
/// the modification times of the files, which senders preserve, round or invent.
public struct IntakeConfiguration: Equatable, Sendable {
  /// The watched folder: one folder a centre. Files directly in it count as sent by the centre ``unassigned``.
  public var incoming: String
  /// Where results appear, by the study's UID.
  public var output: String
  /// Where accepted files go: `<archive>/<centre>/<Study UID>/<Series UID>/<SOP Instance UID>.dcm`. Default: `archive` in the output.
  public var archive: String
  /// Where files that cannot be used go, a reason beside each. Default: `quarantine` in the output.
  public var quarantine: String

  /// From one look at the incoming folder to the next. A file counts when two looks at least this far apart saw it equal.
  public var poll: Duration = .seconds(2)
  /// How long a study whose geometry is whole must have been quiet before it is taken.
  public var quietWhole: Duration = .seconds(10)
  /// How long any other study must have been quiet before it is taken as it is.
  public var quiet: Duration = .seconds(60)
  /// The longest that unfinished files in a study's folders may hold up a study that is not whole, from its own last change.
  public var longestWait: Duration = .seconds(600)
  /// How long a foreign or broken file must have been unchanged before it goes to quarantine: longer than any pause of a
  /// copy that is still alive. Nothing is lost if it is too short, but somebody has to look.
  public var quarantineAfter: Duration = .seconds(900)
  /// How long an emptied folder below a centre's stays, so that none is taken from under a sender who just made it.
  public var tidyAfter: Duration = .seconds(3600)
  /// How often a study is tried before it goes to quarantine as failed.
  public var attempts = 3
  /// How often a study may be interrupted by the end of the process before it goes to quarantine: something in it may be
  /// what ends the process.
  public var interruptions = 10
  /// From a failure to the next try; doubles with each further one.
  public var retryDelay: Duration = .seconds(60)
  /// No study is taken while a folder that is written to has less room than this, in mebibytes.
  public var minimumFreeMebibytes = 512
  /// Names that are never touched, in lower case: files that a sender has not finished. Hidden names, `Thumbs.db` and
  /// `DICOMDIR` are never touched either.
  public var ignoredSuffixes = [".part", ".partial", ".filepart", ".tmp"]

  /// The centre of files that lie directly in the incoming folder.
  public static let unassigned = "unassigned"

  /// - Parameters:
  ///   - archive: `nil` for `archive` in the output.
  ///   - quarantine: `nil` for `quarantine` in the output.
  public init(incoming: String, output: String, archive: String? = nil, quarantine: String? = nil) {
    self.incoming = incoming
    self.output = output
    self.archive = archive ?? output + "/archive"
    self.quarantine = quarantine ?? output + "/quarantine"
  }
}

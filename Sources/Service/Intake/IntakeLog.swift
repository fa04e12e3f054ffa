import Foundation

/// One structured line of the log. Never holds a patient's name: files are counted, or named by a digest of their path.
struct LogLine: Encodable {
  /// What happened; the words are listed in the target's README.
  var event: String
  var centre: String?
  /// Study Instance UID.
  var study: String?
  /// How many files.
  var files: Int?
  /// Digest of a path relative to the incoming folder; the reason file in quarantine carries the same.
  var path: String?
  var attempt: Int?
  var outcome: String?
  var reason: String?
  /// Of a finished study.
  var urgency: Double?
  /// Seconds from the first sight of the study's oldest new file to the start of its screening.
  var waited: Double?
  /// Seconds that the screening took.
  var took: Double?
  /// Seconds until the next try.
  var retryIn: Double?
  private(set) var time = ""

  init(_ event: String) { self.event = event }

  /// The line as JSON, keys sorted, stamped with a time.
  func json(at date: Date) -> String {
    var line = self
    line.time = date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(line) else { return #"{"event":"\#(event)"}"# }
    return String(decoding: data, as: UTF8.self)
  }
}

/// Where the log goes: one JSON object a line.
public struct IntakeLog: Sendable {
  let write: @Sendable (_ line: String) -> Void

  /// - Parameter write: takes one line without its line feed; called on the intake's own thread.
  public init(write: @escaping @Sendable (_ line: String) -> Void) { self.write = write }

  /// Lines on standard error.
  public static let standardError = IntakeLog { line in
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
  }
}

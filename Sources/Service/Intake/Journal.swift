import Foundation

/// The durable ledger of studies: JSON lines, only ever added to while the watcher runs, each on disk before the next step is
/// taken. Compacted to one line a study at each start.
struct Journal {
  private(set) var records: [String: StudyRecord] = [:]
  /// Lines that could not be read when the journal was opened: the torn last one of a killed process, or damage.
  private(set) var damagedLines = 0

  private let file: DiskPath
  private let files: any FileSystem
  /// Whether the file ends in the middle of a line, which then must not get the next one's beginning attached.
  private var endsTorn = false

  /// Reads and compacts the journal; a missing one is an empty one.
  ///
  /// - Throws: ``IntakeError/system(operation:path:code:)`` when it cannot be read, or its folder cannot be made. That it cannot
  ///   be compacted is no error: on a full disk there is no room, and the long form says the same.
  init(file: DiskPath, files: any FileSystem) throws(IntakeError) {
    self.file = file
    self.files = files
    try files.makeFolders(file.parent)
    guard try files.status(of: file) != nil else { return }
    let bytes = try files.read(file)
    let decoder = JSONDecoder()
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    for line in lines {
      if let record = try? decoder.decode(StudyRecord.self, from: Data(line)) {
        records[record.study] = record
      } else {
        damagedLines += 1
      }
    }
    endsTorn = bytes.last.map { $0 != UInt8(ascii: "\n") } ?? false
    guard lines.count > records.count || endsTorn else { return }
    let compact = records.values.sorted { ($0.time, $0.study) < ($1.time, $1.study) }.flatMap(Self.line)
    if (try? files.replaceContents(of: file, with: compact)) != nil { endsTorn = false }
  }

  /// Writes what is now known of a study. Where this throws, the record is as before, and the caller must not go on.
  mutating func write(_ record: StudyRecord, at date: Date) throws(IntakeError) {
    var record = record
    record.time = date.formatted(.iso8601)
    let line = Self.line(record)
    let wasTorn = endsTorn
    endsTorn = true
    try files.append(wasTorn ? [UInt8(ascii: "\n")] + line : line, to: file)
    endsTorn = false
    records[record.study] = record
  }

  private static func line(_ record: StudyRecord) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(record) else { preconditionFailure("a record of texts and numbers encodes") }
    return Array(data) + [UInt8(ascii: "\n")]
  }
}

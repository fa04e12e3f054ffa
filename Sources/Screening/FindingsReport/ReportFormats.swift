/// Which files a report is made of. `timings.json` is always written.
public struct ReportFormats: OptionSet, Hashable, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  /// `findings.json`.
  public static let json = ReportFormats(rawValue: 1 << 0)
  /// `candidates.csv`.
  public static let csv = ReportFormats(rawValue: 1 << 1)
  /// `finding-NN.png` and `overview.png`.
  public static let png = ReportFormats(rawValue: 1 << 2)
  /// `report.html`, pictures included.
  public static let html = ReportFormats(rawValue: 1 << 3)

  /// Everything that this version can write.
  public static let all: ReportFormats = [.json, .csv, .png, .html]

  /// The words of the command line.
  public static let names: [(name: String, format: ReportFormats)] = [
    ("json", .json), ("csv", .csv), ("png", .png), ("html", .html),
  ]

  /// The formats of a list such as `json,csv`; `nil` where a word is unknown or the list is empty.
  public init?(list: String) {
    var formats: ReportFormats = []
    for word in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let known = Self.names.first(where: { $0.name == word }) else { return nil }
      formats.insert(known.format)
    }
    self = formats
  }
}

import Foundation

/// Rows of text in columns.
enum Table {
  static let runHeader = columns("case", "threads", "best ms", "median ms", "GFLOP/s", "GB/s", "share", "checksum")
  static let comparisonHeader = "\(pad("case", 44)) threads  best B/A  median B/A"

  /// - Parameter share: of what the machine could do.
  static func row(_ record: CaseRecord, share: Double?) -> String {
    columns(
      record.name, "\(record.threads)", number(record.best * 1000), number(record.median * 1000),
      record.gflops > 0 ? number(record.gflops) : "-", record.gbps > 0 ? number(record.gbps) : "-",
      share.map { String(format: "%.0f %%", $0 * 100) } ?? "-", record.checksum)
  }

  static func row(_ row: Comparison.Row) -> String {
    guard let best = row.best, let median = row.median else {
      return "\(pad(row.name, 44)) \(pad("\(row.threads)", -7))  RESULTS DIFFER"
    }
    return "\(pad(row.name, 44)) \(pad("\(row.threads)", -7))  \(pad(number(best), -8))  \(pad(number(median), -10))"
  }

  private static func columns(_ name: String, _ rest: String...) -> String {
    pad(name, 44) + rest.map { " " + pad($0, -10) }.joined()
  }

  /// Three significant digits or so.
  static func number(_ value: Double) -> String {
    String(format: value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value)
  }

  /// Padded to `width` on the right, or on the left where it is negative.
  private static func pad(_ text: String, _ width: Int) -> String {
    let blanks = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? blanks + text : text + blanks
  }
}

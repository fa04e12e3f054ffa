import DICOMIngest

/// The lines about files that are not used: each one is named, but of a kind that is met again and again only the first ones.
struct RejectionList {
  static let namedOfAKind = 10

  private var counts: [String: (message: String, count: Int)] = [:]

  /// The line for one more file; `nil` where enough of its kind were named.
  mutating func line(for file: RejectedFile) -> String? {
    let reason = file.error.reason
    counts[reason.code, default: (reason.message, 0)].count += 1
    return counts[reason.code]!.count <= Self.namedOfAKind ? "Not used: \(printable("\(file.error)"))" : nil
  }

  /// The lines for the files that were not named since the last time.
  mutating func takeRest() -> [String] {
    defer { counts = [:] }
    return counts.sorted { $0.key < $1.key }.compactMap { code, kind in
      let rest = kind.count - Self.namedOfAKind
      return rest > 0 ? "Not used: \(rest) more: \(kind.message)" : nil
    }
  }
}

/// The text on one line, whatever a path has in it.
func printable(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
}

import DICOMIngest

/// The lines about files that are not used: each one is named, but of a kind that is met again and again only the first ones.
struct RejectionList {
  static let namedOfAKind = 10

  private var kinds: [String: (message: String, count: Int)] = [:]

  /// The line for one more file; `nil` where enough of its kind were named.
  mutating func line(for file: RejectedFile) -> String? {
    let reason = file.error.reason
    let count = (kinds[reason.code]?.count ?? 0) + 1
    kinds[reason.code] = (reason.message, count)
    return count <= Self.namedOfAKind ? "Not used: \(printable("\(file.error)"))" : nil
  }

  /// The lines for the files that were not named since the last time.
  mutating func takeRest() -> [String] {
    defer { kinds = [:] }
    return kinds.sorted { $0.key < $1.key }.map(\.value).filter { $0.count > Self.namedOfAKind }
      .map { "Not used: \($0.count - Self.namedOfAKind) more: \($0.message)" }
  }
}

/// The text on one line, whatever a path has in it.
func printable(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
}

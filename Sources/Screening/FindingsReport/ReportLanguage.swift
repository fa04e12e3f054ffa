/// The languages that people read the report in. Files for programs are the same in both.
public enum ReportLanguage: String, CaseIterable, Sendable {
  case english = "en"
  case chinese = "zh"

  /// The language that the user's locale asks for: Chinese where `LC_ALL`, `LC_MESSAGES` or `LANG` (the first that is set
  /// wins) starts with `zh`, else English.
  public init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    self = locale.lowercased().hasPrefix("zh") ? .chinese : .english
  }

  /// Value of the page's `lang` attribute (BCP 47).
  var tag: String {
    switch self {
    case .english: "en"
    case .chinese: "zh-Hans"
    }
  }
}

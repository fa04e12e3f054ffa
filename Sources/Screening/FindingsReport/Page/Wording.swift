/// One sentence in both languages; the compiler holds the two together.
struct Wording: Equatable, Sendable {
  let english: String
  let chinese: String

  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  func text(_ language: ReportLanguage) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}

import StudyModel
import Testing

@testable import FindingsReport

@Suite("Values as people read them")
struct DisplayTextTests {
  private let english = DisplayText(language: .english)
  private let chinese = DisplayText(language: .chinese)

  @Test(
    "names: blanks for carets, the reader's script first",
    arguments: [
      ("Wang^XiaoDong=王^小东", "Wang XiaoDong (王小东)", "王小东（Wang XiaoDong）"),
      ("Wang^XiaoDong=王^小东=", "Wang XiaoDong (王小东)", "王小东（Wang XiaoDong）"),
      ("王^小东", "王小东", "王小东"), ("Adams^John Robert^^Rev.^", "Adams John Robert Rev.", "Adams John Robert Rev."),
      ("=王^小东", "王小东", "王小东"), ("^^^^", "", ""), ("", "", ""), (" Doe ^ Jane ", "Doe Jane", "Doe Jane"),
    ])
  func names(stored: String, inEnglish: String, inChinese: String) {
    #expect(english.name(stored) == inEnglish)
    #expect(chinese.name(stored) == inChinese)
  }

  @Test("dates and ages that follow the standard are spelt out, others stand as they are")
  func datesAndAges() {
    #expect(english.date("20260131") == "2026-01-31")
    for odd in ["2026.01.31", "2026013", "２０２６０１３１", ""] { #expect(english.date(odd) == odd) }
    #expect(english.age("061Y") == "61 years" && chinese.age("061Y") == "61 岁")
    #expect(english.age("006M") == "6 months" && chinese.age("003W") == "3 周" && chinese.age("012D") == "12 天")
    for odd in ["61", "Y", "old", "-3Y", ""] { #expect(english.age(odd) == odd) }
    #expect(chinese.sex("M") == "男" && english.sex("F") == "Female" && english.sex("?") == "?")
  }

  @Test(
    "a score is never rounded up to certainty",
    arguments: [(1.0, "1.00"), (0.9951, ">0.99"), (0.99499, "0.99"), (0.5, "0.50"), (0.0, "0.00"), (.nan, "–")])
  func score(probability: Double, text: String) {
    #expect(english.score(probability) == text)
  }

  @Test(
    "an estimated size has whole millimetres, at least one",
    arguments: [(15.49, 15), (0.2, 1), (3.5, 4), (-2, 1), (.nan, 1), (.infinity, 1)] as [(Double, Int)])
  func size(millimetres: Double, shown: Int) {
    #expect(Millimetres(millimetres).whole == shown)
  }

  @Test("coordinates have a true minus sign")
  func coordinates() {
    #expect(english.coordinates(PatientVector(x: -57.44, y: 131.25, z: 0)) == "−57.4, 131.3, 0.0")
  }

  @Test("the locale chooses the language")
  func language() {
    #expect(ReportLanguage(environment: [:]) == .english)
    #expect(ReportLanguage(environment: ["LANG": "zh_CN.UTF-8"]) == .chinese)
    #expect(ReportLanguage(environment: ["LANG": "zh_CN.UTF-8", "LC_ALL": "C"]) == .english)
    #expect(ReportLanguage(environment: ["LANG": "C", "LC_MESSAGES": "zh_TW", "LC_ALL": ""]) == .chinese)
  }
}

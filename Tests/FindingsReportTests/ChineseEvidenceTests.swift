import Foundation
import Testing

@testable import FindingsReport

@Suite("Evidence in Chinese")
struct ChineseEvidenceTests {
  @Test("every rule by which a series is passed over has its words")
  func complete() {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/DICOM/DICOMIngest/Series/SelectionRank.swift")
    let rules = source.text.matches(of: /case [a-z]+ = "([^"]+)"/).map { String($0.1) }
    #expect(Set(rules) == Set(ChineseEvidence.rules.keys) && rules.count == 12)
  }

  @Test(
    "numbers stay, names stay",
    arguments: [
      ("thicker slices: 5 mm against 1 mm", "层厚较大：5 mm，选用序列为 1 mm"), ("lung kernel", "肺部重建核"),
      ("less than a whole chest: 10 cm", "未覆盖整个胸部：10 cm"), ("z = 3.0 mm", nil), ("", nil),
    ])
  func text(evidence: String, expected: String?) { #expect(ChineseEvidence.text(of: evidence) == expected) }
}

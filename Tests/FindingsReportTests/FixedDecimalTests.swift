import Testing

@testable import FindingsReport

@Suite("Numbers as text")
struct FixedDecimalTests {
  @Test(
    "so many digits, halves away from zero, never -0",
    arguments: [
      (0.5, 4, "0.5000"), (0.93125, 4, "0.9313"), (1, 4, "1.0000"), (-57.438, 2, "-57.44"), (-0.004, 2, "0.00"),
      (0.05, 1, "0.1"), (-0.05, 1, "-0.1"), (12, 0, "12"), (-12.5, 0, "-13"), (1234567.891, 2, "1234567.89"),
    ] as [(Double, Int, String)])
  func fixed(value: Double, digits: Int, text: String) {
    #expect(FixedDecimal.text(value, digits: digits) == text)
  }

  @Test(
    "short form drops zeros at the end but keeps one digit",
    arguments: [(0.703125, "0.703125"), (5, "5.0"), (2.5, "2.5"), (0.7000001, "0.7"), (-120, "-120.0")])
  func short(value: Double, text: String) {
    #expect(FixedDecimal.shortText(value, atMost: 6) == text)
  }

  @Test("what is no number, or too large, has no text", arguments: [Double.nan, .infinity, -.infinity, 1e16])
  func unprintable(value: Double) {
    #expect(FixedDecimal.text(value, digits: 4) == nil && FixedDecimal.shortText(value, atMost: 4) == nil)
  }

  @Test("law: text read back is the value to half a unit of the last digit", arguments: 0..<6)
  func readsBack(digits: Int) throws {
    for step in 0..<2000 {
      let value = (Double(step) - 1000) * 0.7319
      let back = try #require(FixedDecimal.text(value, digits: digits).flatMap(Double.init))
      #expect(abs(back - value) <= 0.5000001 / Double(FixedDecimal.unit(digits)), "\(value)")
    }
  }
}

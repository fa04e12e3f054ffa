import Foundation
import Testing

@testable import FindingsReport

@Suite("JSON as text")
struct JSONTextTests {
  private func text(_ json: JSONText) -> String { String(decoding: json.document, as: UTF8.self) }

  @Test("keys are sorted by their bytes, lists of plain values stay on one line, the text ends in a line feed")
  func layout() {
    let json = JSONText.object([
      "b": .array([.integer(1), .null, .bool(true)]), "B": .array([]), "a": .object([:]),
      "é": .array([.object(["x": .string("/")])]),
    ])
    let expected = """
      {
        "B": [],
        "a": {},
        "b": [1, null, true],
        "é": [
          {
            "x": "/"
          }
        ]
      }

      """
    #expect(text(json) == expected)
  }

  @Test("strings survive a parser, whatever is in them; slashes are not escaped")
  func strings() throws {
    let odd = "a\"b\\c/d\u{0}\u{1}\u{1f}\n\r\t王小东 \u{2028}é🫁\u{7f}"
    let document = JSONText.object(["s": .string(odd)]).document
    let parsed = try #require(try JSONSerialization.jsonObject(with: Data(document)) as? [String: String])
    #expect(parsed["s"] == odd)
    #expect(String(decoding: document, as: UTF8.self).contains("/d"))
  }

  @Test(
    "what is not a number, or does not fit, is null",
    arguments: [Double.nan, .infinity, -.infinity, 1e300])
  func nonFinite(value: Double) {
    #expect(text(.array([.fixed(value, digits: 4), .short(value, digits: 6)])) == "[null, null]\n")
  }
}

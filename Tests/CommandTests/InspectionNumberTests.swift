import Foundation
import Testing

@testable import prescreen

@Suite("Numbers of inspect --json")
struct InspectionNumberTests {
  private func text(_ value: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: [value]), as: UTF8.self)
  }

  @Test("what JSON cannot hold is null", arguments: [1e300, -1e300, .infinity, -.infinity, .nan])
  func none(value: Double) throws {
    #expect(try text(InspectionJSON.number(value, digits: 1)) == "[null]")
    if !value.isFinite { #expect(try text(InspectionJSON.number(value)) == "[null]") }
  }

  @Test("other numbers have their digits; one that is absent is null")
  func digits() throws {
    #expect(try text(InspectionJSON.number(119.96, digits: 1)) == "[120]")
    #expect(try text(InspectionJSON.number(-0.1234, digits: 2)) == "[-0.12]")
    #expect(try text(InspectionJSON.number(2.5)) == "[2.5]")
    #expect(try text(InspectionJSON.number(nil)) == "[null]")
  }
}

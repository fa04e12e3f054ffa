import Testing

@testable import DICOMIngest

@Suite("Unique identifiers")
struct UniqueIdentifierTests {
  @Test(
    "digits and single dots, 1 to 64 characters",
    arguments: [
      "1", "1.2.840.10008.1.2", "2.25.0", "1.02.3", String(repeating: "1", count: 64),
    ])
  func valid(text: String) { #expect(UniqueIdentifier.isValid(text)) }

  @Test(
    "nothing else names a file",
    arguments: [
      "", ".", "1.", ".1", "1..2", "../../x", "1.2/3", "1.2.a", "1.2 ", "１.2", "1.2\u{0}3", "-1",
      String(repeating: "1", count: 65),
    ])
  func invalid(text: String) { #expect(!UniqueIdentifier.isValid(text)) }
}

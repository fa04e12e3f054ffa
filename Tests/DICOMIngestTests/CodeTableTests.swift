import Foundation
import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("The published table of codes")
struct CodeTableTests {
  /// The rows of the table in Sources/DICOM/README.md: code and weight.
  private func published() throws -> [String: String] {
    let text = try String(contentsOf: packageRoot.appending(path: "Sources/DICOM/README.md"), encoding: .utf8)
    var rows: [String: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, cells[0].contains(".") else { continue }
      rows[cells[0].replacingOccurrences(of: "`", with: "")] = cells[1]
    }
    return rows
  }

  @Test("every code stands there with its weight, and no other does") func table() throws {
    let expected = Dictionary(uniqueKeysWithValues: QualityCode.allCases.map { ($0.rawValue, $0.weight.rawValue) })
    #expect(try published() == expected)
  }

  @Test("messages are sentences", arguments: QualityCode.allCases) func sentences(code: QualityCode) {
    #expect(code.entry.message.hasSuffix("."))
    #expect(code.entry.message.first?.isUppercase == true)
  }

  /// The sources of the tests beside this one.
  private static let tests: String = {
    let folder = packageRoot.appending(path: "Tests/DICOMIngestTests")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".swift") && $0 != "CodeTableTests.swift" }
      .compactMap { try? String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
  }()

  @Test("every code is named by a test that makes it", arguments: QualityCode.allCases) func isTested(code: QualityCode)
  {
    #expect(Self.tests.contains("\"\(code.rawValue)") || Self.tests.contains(".\(code)"))
  }
}

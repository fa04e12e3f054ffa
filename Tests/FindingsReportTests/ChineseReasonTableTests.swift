import Foundation
import StudyModel
import Testing

@testable import FindingsReport

@Suite("Quality reasons in Chinese")
struct ChineseReasonTableTests {
  /// Codes that stand as literals in the sources that give reasons.
  private static let codes: Set<String> = {
    let sources = packageRoot.appendingPathComponent("Sources")
    let literal =
      /"((?:path|folder|file|memory|uid|study|text|instance|header|syntax|object|rescale|pixel|padding|series|geometry|kernel|field|patient|contrast|lung)\.[a-z][A-Za-z]*)"/
    var codes: Set<String> = []
    for floor in ["DICOM/DICOMIngest", "Screening/NoduleDetection", "Screening/Screening"] {
      let folder = sources.appendingPathComponent(floor)
      for path in ScratchFolder.content(of: folder) where path.hasSuffix(".swift") {
        for match in folder.appendingPathComponent(path).text.matches(of: literal) { codes.insert(String(match.1)) }
      }
    }
    return codes
  }()

  private static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("every code that ingest and detection give has a Chinese sentence")
  func complete() {
    let missing = Self.codes.subtracting(ChineseReasonTable.sentences.keys).sorted()
    #expect(missing.isEmpty)
  }

  @Test("every sentence is Chinese and ends as one")
  func sentences() {
    for (code, sentence) in ChineseReasonTable.sentences {
      #expect(
        sentence.hasSuffix("。") && sentence.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }, "\(code)")
    }
  }
}

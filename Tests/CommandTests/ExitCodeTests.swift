import StudyModel
import Testing

@testable import prescreen

@Suite("Exit statuses")
struct ExitCodeTests {
  @Test("the published numbers")
  func numbers() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 3, 4, 64])
  }

  @Test(
    "how the studies ended decides",
    arguments: [
      ("r", .reported), ("rrr", .reported), ("x", .refused), ("f", .failed), ("xxf", .failed), ("rx", .partlyReported),
      ("rf", .partlyReported), ("rrxf", .partlyReported), ("", .refused),
    ] as [(String, ExitCode)])
  func decided(ends: String, code: ExitCode) {
    let outcomes = ends.map { end -> StudyOutcome in
      switch end {
      case "r": .reported(findings: 0)
      case "x": .refused
      default: .failed(stage: "load", reason: "")
      }
    }
    #expect(ExitCode(outcomes) == code)
  }
}

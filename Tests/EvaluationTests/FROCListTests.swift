import Foundation
import StudyModel
import TestSupport
import Testing

@testable import Evaluation

@Suite("FROC: reading the lists")
struct FROCListTests {
  private func lists(
    _ folder: TestFolder, series: String = "a\n", annotations: String = "seriesuid,coordX,coordY,coordZ,diameter_mm\n",
    submission: String = "seriesuid,coordX,coordY,coordZ,probability\n"
  ) throws -> FROCLists {
    try FROCLists(
      seriesUIDs: folder.newFile("series.csv", Data(series.utf8)).path,
      annotations: folder.newFile("annotations.csv", Data(annotations.utf8)).path, excluded: nil,
      submission: folder.newFile("submission.csv", Data(submission.utf8)).path)
  }

  @Test("columns are found by name, in any order, quoted or not; a mark of order, CRLF and blank lines do no harm")
  func columns() throws {
    let lists = try lists(
      try TestFolder(), series: "\u{FEFF}seriesuid\r\na\r\n\r\nb\r\n",
      annotations:
        "density, diameter_mm,coordZ,coordY,coordX,seriesuid\n\"solid, with \"\"spikes\"\"\",6.5,3,2,1,a\n\nground glass,-1,3,2,1,b",
      submission: "\u{FEFF}seriesuid,coordX,coordY,coordZ,probability\r\na,1,2,-3.5,1e-3\r\n")
    #expect(lists.series == ["a", "b"])
    #expect(lists.nodules.map(\.diameter) == [6.5, -1])
    #expect(lists.nodules[0].position == PatientVector(x: 1, y: 2, z: 3))
    #expect(lists.nodules.map { $0.labels["density"] } == ["solid, with \"spikes\"", "ground glass"])
    #expect(lists.marks.map(\.probability) == [0.001] && lists.marks[0].position.z == -3.5)
  }

  @Test(
    "what is wrong is named with file, line and column",
    arguments: [
      ("seriesuid\n", nil, nil, "series.csv: no series is listed"),
      ("a\nb\na\n", nil, nil, "series.csv: series a is listed twice"),
      ("a\n", "seriesuid,coordX,coordY,diameter_mm\n", nil, "annotations.csv: no column coordZ"),
      (
        "a\n", nil, "seriesuid,coordX,coordY,coordZ,probability\na,1,2,3,0.5\na,1,2,nan,0.5\n",
        "submission.csv, line 3: coordZ is 'nan', not a number"
      ),
      (
        "a\n", nil, "seriesuid,coordX,coordY,coordZ,probability\na,1,2\n",
        "submission.csv, line 2: coordZ is '', not a number"
      ),
    ] as [(String, String?, String?, String)])
  func errors(series: String, annotations: String?, submission: String?, text: String) throws {
    let folder = try TestFolder()
    let error = #expect(throws: EvaluationError.self) {
      try lists(
        folder, series: series, annotations: annotations ?? "seriesuid,coordX,coordY,coordZ,diameter_mm\n",
        submission: submission ?? "seriesuid,coordX,coordY,coordZ,probability\n")
    }
    #expect(try #require(error).description.hasSuffix(text))
  }

  @Test("a file that is missing is named")
  func missing() throws {
    let folder = try TestFolder()
    let error = #expect(throws: EvaluationError.self) {
      try FROCLists(seriesUIDs: folder.url.path + "/none.csv", annotations: "", excluded: nil, submission: "")
    }
    #expect(try #require(error).description.contains("none.csv: cannot be read"))
  }
}

import Foundation
import TestSupport
import Testing

@Suite("prescreen evaluate")
struct EvaluateTests {
  private func arguments(_ submission: String = "candidates.csv") -> [String] {
    let folder = packageRoot.appending(path: "Tests/Golden/froc/random-1")
    func path(_ name: String) -> String { folder.appending(path: name).path }
    return [
      "evaluate", "--submission", path(submission), "--annotations", path("annotations.csv"), "--excluded",
      path("annotations_excluded.csv"), "--seriesuids", path("seriesuids.csv"), "--subgroups", "density",
    ]
  }

  @Test("a table on standard output, everything in the file")
  func scored() async throws {
    struct Document: Decodable {
      struct Group: Decodable {
        let column: String
        let cpm: Double?
      }
      let groups: [Group]
    }
    let folder = try TestFolder()
    let run = try await BuiltProgram.run(arguments() + ["--output", folder.path("result.json")])
    #expect(run.status == 0 && run.talk.isEmpty)
    let written = try JSONDecoder().decode(
      Document.self, from: Data(contentsOf: URL(filePath: folder.path("result.json"))))
    #expect(Set(written.groups.map(\.column)) == ["all", "diameter", "density"])
    let cpm = try #require(written.groups[0].cpm)
    let row = try #require(run.output.split(separator: "\n").first { $0.hasPrefix("all ") })
    #expect(row.contains(String(format: "%.3f", cpm)))
    #expect(run.output.contains("note: 1 marks of series outside the list were left out"))
  }

  @Test("a list that cannot be used is named; nothing is written")
  func refused() async throws {
    let folder = try TestFolder()
    let run = try await BuiltProgram.run(arguments("seriesuids.csv") + ["--output", folder.path("result.json")])
    #expect(run.status == 3 && run.output.isEmpty)
    #expect(run.talk.contains("seriesuids.csv: no column coordX, coordY, coordZ, probability"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("result.json")))
  }
}

import Foundation
import PhantomStudies
import TestSupport
import Testing

/// End to end: the built program makes a study, and reads it.
@Suite("prescreen phantom", .serialized)
struct PhantomCommandTests {
  private let small = ["--matrix", "128", "--slices", "40", "--nodules", "2"]

  private func phantom(_ folder: TestFolder, _ arguments: [String]) async throws -> BuiltProgram.Run {
    try await BuiltProgram.run(["phantom", "--output", folder.path("out")] + small + arguments)
  }

  @Test("a study with its truth, the same bytes at 1 and 2 threads, with the hash that inspect prints")
  func whole() async throws {
    let folder = try TestFolder()
    let run = try await phantom(folder, ["--seed", "11", "--threads", "1"])
    #expect(run.status == 0, "\(run.talk)")
    #expect(run.output.hasPrefix("written\t\(folder.path("out"))\t40 files, 2 nodules\n  study 2.25."))
    let out = folder.url.appending(path: "out")
    #expect(out.contents == ["annotations.csv", "dicom", "seriesuids.csv", "truth.json"])
    #expect(out.appending(path: "dicom").contents.count == 40)
    let once = try await BuiltProgram.run(["inspect", folder.path("out/dicom")])
    #expect(once.status == 0 && once.output.contains("SHA-256"), "\(once.talk)")
    let first = try Data(contentsOf: out.appending(path: "dicom/0007.dcm"))
    #expect(try await phantom(folder, ["--seed", "11", "--threads", "2"]).status == 0)
    #expect(try Data(contentsOf: out.appending(path: "dicom/0007.dcm")) == first)
    #expect(try await BuiltProgram.run(["inspect", folder.path("out/dicom")]).output == once.output)
  }

  @Test("one Enhanced CT object instead of many files")
  func enhanced() async throws {
    let folder = try TestFolder()
    let run = try await phantom(folder, ["--enhanced", "--transfer-syntax", "1.2.840.10008.1.2.4.80"])
    #expect(run.status == 0, "\(run.talk)")
    #expect(folder.url.appending(path: "out/dicom").contents == ["0001.dcm"])
  }

  @Test("a folder with something else in it is left as it is")
  func occupied() async throws {
    let folder = try TestFolder()
    try folder.newFile("out/mine.txt", Data("mine".utf8))
    let run = try await phantom(folder, [])
    #expect(run.status == 1)
    #expect(run.output.isEmpty && run.talk.contains("mine.txt"), "\(run.talk)")
    #expect(folder.url.appending(path: "out").contents == ["mine.txt"])
  }

  @Test("every case is listed, and needs no output folder")
  func list() async throws {
    let run = try await BuiltProgram.run(["phantom", "--list-cases"])
    #expect(run.status == 0 && run.talk.isEmpty)
    let names = run.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
    #expect(names.map(String.init) == PhantomCase.all.map(\.name))
  }

  @Test(
    "what cannot be meant is exit status 64 and writes nothing",
    arguments: [
      (["--matrix", "63"], "from 64 to 1024"), (["--kernel", "blurry"], "soft, standard, lung, bone"),
      (["--spacing", "0"], "from 0.1 to 50.0"), (["--noise", "nan"], "from 0.0"), (["--seed", "-1"], "from 0"),
      (["--transfer-syntax", "1.2.840.10008.1.2.4.90"], "1.2.840.10008.1.2.4.80"),
      (["--nodules", "61"], "from 0 to 60"),
      (["--case", "tited"], "did you mean 'tilted'?"), (["--slices", "0"], "from 1 to 4000"),
    ])
  func badArguments(arguments: [String], hint: String) async throws {
    let folder = try TestFolder()
    let run = try await BuiltProgram.run(["phantom", "--output", folder.path("out")] + arguments)
    #expect(run.status == 64)
    #expect(run.output.isEmpty && run.talk.contains(hint), "\(run.talk)")
    #expect(folder.url.contents.isEmpty)
    #expect(try await BuiltProgram.run(["phantom"] + small).talk.contains("--output DIR is missing"))
  }
}

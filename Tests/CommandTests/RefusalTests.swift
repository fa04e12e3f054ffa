import Foundation
import TestSupport
import Testing

/// End to end: input that cannot be screened. Nothing crashes, nothing half-written is left, the reason is in the result.
@Suite("prescreen scan: bad input", .serialized)
struct RefusalTests {
  let folder: TestFolder
  var output: URL { folder.url.appending(path: "out") }

  init() throws { folder = try TestFolder() }

  /// The element Rows (0028,0010), explicit VR little endian.
  private static func rows(_ count: Int) -> [UInt8] {
    [0x28, 0, 0x10, 0, 0x55, 0x53, 2, 0, UInt8(count & 0xFF), UInt8(count >> 8)]
  }

  private func scan(_ paths: String...) async throws -> BuiltProgram.Run {
    try await BuiltProgram.run(["scan"] + paths.map(folder.path) + ["--output", output.path])
  }

  /// The one result under the output; its name too.
  private func result() throws -> (name: String, file: FindingsFile) {
    let names = output.contents
    try #require(names.count == 1, "\(names)")
    return (names[0], try FindingsFile(in: output.appending(path: names[0])))
  }

  @Test("a missing path and an empty folder are refused, and nothing is written")
  func nothingThere() async throws {
    try FileManager.default.createDirectory(atPath: folder.path("empty/deeper"), withIntermediateDirectories: true)
    let run = try await scan("missing", "empty")
    #expect(run.status == 3)
    #expect(
      run.output == "refused\t\(folder.path("missing"))\tpath.missing\nrefused\t\(folder.path("empty"))\tpath.empty\n")
    #expect(run.talk.contains("cannot be screened"))
    #expect(output.contents.isEmpty)
  }

  @Test("files that are no DICOM give a result named by the first one's content")
  func noDICOM() async throws {
    try folder.newFile("in/a.txt", Data("abc".utf8))
    try folder.newFile("in/b/c.dcm")
    let run = try await scan("in")
    #expect(run.status == 3)
    let (name, file) = try result()
    #expect(name == "unreadable-ba7816bf8f01cfea")
    #expect(file.outcome == "refused" && file.study.studyInstanceUID == nil)
    #expect(Set(file.codes) == ["file.notDICOM", "file.empty"])
    #expect(run.talk.contains("a.txt") && run.talk.contains("c.dcm"))
    #expect(output.appending(path: name).contents == ["findings.json", "report.html", "timings.json"])
  }

  @Test("a Study UID that is a path names nothing")
  func pathAsUID() async throws {
    try SampleStudy.copy(to: folder.url.appending(path: "in"), numbers: 1...3, editing: [1, 2, 3]) {
      let evil = "../../x"
      return $0.replacing(
        SampleStudy.uid, with: evil + String(repeating: "\0", count: SampleStudy.uid.count - evil.count))
    }
    let run = try await scan("in")
    #expect(run.status == 3)
    let (name, file) = try result()
    #expect(name.wholeMatch(of: /unreadable-[0-9a-f]{16}/) != nil)
    #expect(file.codes == ["uid.invalid"])
    #expect(!(try String(contentsOf: output.appending(path: "\(name)/findings.json"), encoding: .utf8)).contains("../"))
    #expect(folder.url.contents == ["in", "out"])
  }

  @Test("two patients under one Study UID are refused, and none of the two is named")
  func twoPatients() async throws {
    try SampleStudy.copy(to: folder.url.appending(path: "in"), editing: [7, 8]) {
      $0.replacing("SAMPLE-LUNG1", with: "SAMPLE-LUNG2")
    }
    #expect(try await scan("in").status == 3)
    let (name, file) = try result()
    #expect(name == SampleStudy.uid)
    #expect(file.codes == ["study.twoPatients"])
    let text = try String(contentsOf: output.appending(path: "\(name)/findings.json"), encoding: .utf8)
    #expect(!text.contains("SAMPLE"))
  }

  @Test(
    "a slice that is missing, cut short, damaged or lies about its size refuses the series, and the reason says so",
    arguments: [
      ("missing", ["geometry.gap"]), ("truncated", ["file.truncated", "geometry.gap"]),
      ("damaged", ["pixel.corrupt"]), ("oversized", ["pixel.codestream"]),
      ("enormous", ["pixel.layout"]),
    ] as [(String, Set<String>)])
  func badSlice(kind: String, codes: Set<String>) async throws {
    let whole = 1...SampleStudy.sliceCount
    try SampleStudy.copy(
      to: folder.url.appending(path: "in"), numbers: whole.filter { kind != "missing" || $0 != 20 }, editing: [20]
    ) { data in
      switch kind {
      case "truncated": data.prefix(data.count / 2)
      // The second half of the compressed stream.
      case "damaged": data.prefix(data.count / 2) + Data(repeating: 0, count: data.count / 2 - 64) + data.suffix(64)
      // Rows (0028,0010): 512 in the compressed stream, something else in the header.
      case "oversized": data.replacing(Self.rows(512), with: Self.rows(1024))
      case "enormous": data.replacing(Self.rows(512), with: Self.rows(60_000))
      default: data
      }
    }
    let run = try await scan("in")
    #expect(run.status == 3, "\(run.talk)")
    let (name, file) = try result()
    #expect(name == SampleStudy.uid)
    #expect(file.outcome == "refused" && file.quality.verdict == "refused")
    #expect(!codes.isDisjoint(with: file.codes), "\(file.codes)")
    #expect(file.findings.isEmpty)
    #expect(run.output == "refused\t\(output.path)/\(SampleStudy.uid)\t\(file.codes[0])\n")
    #expect(run.talk.contains("cannot be screened"))
  }

  @Test(
    "wrong arguments and a wrong PRESCREEN_ISA are exit status 64, before anything is read or written",
    arguments: [(["--threads", "0"], ""), (["--format", "pdf"], ""), (["--frobnicate"], ""), ([], "mmx")])
  func badArguments(arguments: [String], instructionSet: String) async throws {
    let run = try await BuiltProgram.run(
      ["scan", SampleStudy.folder.path, "--output", output.path] + arguments,
      environment: instructionSet.isEmpty ? [:] : ["PRESCREEN_ISA": instructionSet])
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.talk.hasPrefix("prescreen: "))
    #expect(output.contents.isEmpty)
  }
}

import Foundation
import TestSupport
import Testing

/// End to end: the built program on the sample study. Serialised, since each scan uses the whole machine.
@Suite("prescreen scan", .serialized)
struct ScanTests {
  @Test("the sample study is reported, its nodule first, with every file of a report")
  func sampleStudy() async throws {
    let output = try TestFolder()
    let run = try await BuiltProgram.run(["scan", SampleStudy.folder.path, "--output", output.url.path])
    #expect(run.status == 0, "\(run.talk)")
    let result = output.url.appending(path: SampleStudy.uid)
    #expect(run.output.hasPrefix("reported\t\(result.path)\t"), "\(run.output)")
    #expect(!run.talk.contains("SAMPLE"), "a patient's name is never printed")
    let names = result.contents
    for name in ["candidates.csv", "finding-01.png", "findings.json", "overview.png", "report.html", "timings.json"] {
      #expect(names.contains(name))
    }

    let file = try FindingsFile(in: result)
    #expect(file.outcome == "reported")
    #expect(file.provenance.program == "prescreen" && file.provenance.inputSHA256?.count == 64)
    let nodule = try #require(try SampleStudy.expected().nodules.first)
    let finding = try #require(file.findings.first)
    let distance = zip(finding.positionLPS, nodule.positionLPS).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      .squareRoot()
    #expect(distance < nodule.diameterMM / 2, "\(finding.positionLPS)")
    #expect(abs(finding.sliceIndex - nodule.sliceIndex) <= 1)
    #expect(finding.instanceNumber == SampleStudy.sliceCount + 1 - finding.sliceIndex)
    #expect(finding.side == nodule.side)

    let urgency = try #require(file.urgency)
    #expect(urgency > 30 && urgency < 100)
    let columns = run.output.split(separator: "\n")[0].split(separator: "\t")
    #expect(columns.last == "\(urgency)" && columns.count == 4)
    // Slices of 5 mm; the record of the clone is found from the program that was built in it.
    #expect(file.measuredPerformance?.spacingMM == 5 && file.measuredPerformance?.plan == "classical-2")
  }

  @Test("without networks and without a record nothing is quoted, a damaged record is told before the work")
  func records() async throws {
    let folder = try TestFolder()
    let arguments = ["scan", SampleStudy.folder.path, "--output", folder.path("out"), "--format", "json"]
    let environment = ["PRESCREEN_MODELS": folder.path("models"), "PRESCREEN_MODEL": "classical"]
    let run = try await BuiltProgram.run(arguments, environment: environment)
    #expect(run.status == 0, "\(run.talk)")
    #expect(try FindingsFile(in: folder.url.appending(path: "out/\(SampleStudy.uid)")).measuredPerformance == nil)
    try folder.newFile("models/classical/performance.json", Data("{".utf8))
    let refused = try await BuiltProgram.run(arguments, environment: environment)
    #expect(refused.status == 64 && refused.output.isEmpty)
    #expect(refused.talk.contains("models/classical/performance.json cannot be read"), "\(refused.talk)")
  }

  @Test("networks that are not there or not whole are told before the work; no other detector takes their place")
  func missingNetworks() async throws {
    let folder = try TestFolder()
    let arguments = ["scan", SampleStudy.folder.path, "--output", folder.path("out"), "--format", "json"]
    let environment = ["PRESCREEN_MODELS": folder.path("models")]
    let missing = try await BuiltProgram.run(arguments, environment: environment)
    #expect(missing.status == 64 && missing.talk.contains("no model 'nodule'"), "\(missing.talk)")
    try folder.newFile("models/nodule/SHA256SUMS", Data("\(String(repeating: "0", count: 64))  plan.json\n".utf8))
    try folder.newFile("models/nodule/plan.json", Data("{}".utf8))
    let damaged = try await BuiltProgram.run(arguments, environment: environment)
    #expect(damaged.status == 64 && damaged.talk.contains("models/nodule/plan.json"), "\(damaged.talk)")
    #expect(damaged.output.isEmpty && !FileManager.default.fileExists(atPath: folder.path("out")))
  }

  @Test("findings.json and candidates.csv are the same bytes at 1, 2 and 3 threads and on a rerun, which supersedes")
  func sameBytes() async throws {
    let output = try TestFolder()
    let result = output.url.appending(path: SampleStudy.uid)
    var documents: Set<[Data]> = []
    for threads in [1, 2, 3, 2] {
      let run = try await BuiltProgram.run([
        "scan", SampleStudy.folder.path, "--output", output.url.path, "--threads", "\(threads)", "--format", "json,csv",
      ])
      #expect(run.status == 0, "\(run.talk)")
      #expect(result.contents == ["candidates.csv", "findings.json", "timings.json"])
      documents.insert(
        try ["candidates.csv", "findings.json"].map { try Data(contentsOf: result.appending(path: $0)) })
      let timings = try String(contentsOf: result.appending(path: "timings.json"), encoding: .utf8)
      #expect(timings.contains("\"threads\": \(threads)"))
      for stage in ["index", "load", "detect", "report"] { #expect(timings.contains("\"\(stage)\"")) }
    }
    #expect(documents.count == 1)
    #expect(output.url.appending(path: "superseded/\(SampleStudy.uid)").contents == ["1", "2", "3"])
  }

  @Test("blanks and Chinese characters in paths, files among the images, a Chinese report")
  func awkwardPaths() async throws {
    let folder = try TestFolder()
    let study = folder.url.appending(path: "病人 001/胸部 CT")
    try SampleStudy.copy(to: study)
    try folder.newFile("病人 001/说明 1.txt", Data("not DICOM".utf8))
    try folder.newFile("病人 001/empty.dcm")
    let output = folder.url.appending(path: "结果 目录")
    let run = try await BuiltProgram.run(
      ["scan", folder.path("病人 001"), "--output=\(output.path)", "--format", "html", "--progress"],
      environment: ["LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8"])
    #expect(run.status == 0, "\(run.talk)")
    let result = output.appending(path: SampleStudy.uid)
    #expect(result.contents == ["report.html", "timings.json"])
    let page = try String(contentsOf: result.appending(path: "report.html"), encoding: .utf8)
    #expect(page.contains("lang=\"zh"))
    #expect(run.talk.contains("说明 1.txt") && run.talk.contains("empty.dcm"))
    #expect(run.talk.contains("Reading headers\n") && run.talk.contains("Looking for nodules\n"))
  }

  @Test("one study reported and one path refused are exit status 4, and each has its line")
  func partly() async throws {
    let folder = try TestFolder()
    let run = try await BuiltProgram.run([
      "scan", SampleStudy.folder.path, folder.path("missing"), "--output", folder.path("out"), "--format", "json",
    ])
    #expect(run.status == 4)
    let lines = run.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("reported\t") == true)
    #expect(lines.last == "refused\t\(folder.path("missing"))\tpath.missing")
    #expect(folder.url.appending(path: "out").contents == [SampleStudy.uid])
  }

  @Test("an output that cannot be written is told before the work")
  func unwritableOutput() async throws {
    let folder = try TestFolder()
    try folder.newFile("file")
    let run = try await BuiltProgram.run(["scan", SampleStudy.folder.path, "--output", folder.path("file/out")])
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.talk.hasPrefix("prescreen: ") && run.talk.contains(folder.path("file")), "\(run.talk)")
  }
}

import DICOMIngest
import FindingsReport
import Foundation
import StudyModel
import Synchronization
import TestSupport
import Testing
import VolumeOperations

@testable import Screening

@Suite("StudyScreener", .serialized)
struct StudyScreenerTests {
  let folder: TestFolder
  let screener: StudyScreener
  var output: URL { folder.url.appending(path: "out") }

  init() throws {
    folder = try TestFolder()
    screener = StudyScreener(
      engine: VolumeEngine(threads: 2, kernels: try KernelSet.chosen(environment: [:])), model: nil, language: .english,
      formats: [.json], version: "0.0.0")
  }

  @Test("stages are told in order, the report and its provenance are whole")
  func stages() throws {
    let told = Mutex<[ScreeningStage]>([])
    let finished = Mutex(0)
    let screened = screener.screen(paths: [SampleStudy.folder.path], output: output) { event in
      switch event {
      case .progress(let stage, _, _, _, _): told.withLock { if $0.last != stage { $0.append(stage) } }
      case .rejected(let file): Issue.record("\(file.error)")
      case .finished: finished.withLock { $0 += 1 }
      }
    }
    #expect(told.withLock { $0 } == ScreeningStage.allCases)
    #expect(finished.withLock { $0 } == 1)
    let study = try #require(screened.first)
    #expect(screened.count == 1 && study.path == nil)
    #expect(study.folder?.path == output.appending(path: SampleStudy.uid).path)
    #expect(study.outcome == .reported(findings: study.report.findings.count))
    #expect(study.report.candidates.count >= study.report.findings.count)
    #expect(
      study.report.findings.map(\.candidate) == Array(study.report.candidates.prefix(study.report.findings.count)))
    let provenance = study.report.provenance
    #expect(provenance.version == "0.0.0" && provenance.plan == screener.plan.name)
    #expect(provenance.instructionSet == KernelSet.available[0].name && provenance.inputSHA256?.count == 64)
  }

  @Test("an equal result stays where it is when asked to, and is superseded otherwise")
  func equalResult() throws {
    try SampleStudy.copy(to: folder.url.appending(path: "in"), numbers: 1...5)
    let files = (1...5).map { folder.path("in/000\($0).dcm") }
    func names(afterKeeping keeps: Bool) throws -> [String] {
      let (outcome, urgency) = screener.screen(
        studyInstanceUID: SampleStudy.uid, files: files, output: output, keepsEqualResult: keeps)
      #expect(outcome == .refused && urgency == nil)
      return try FileManager.default.contentsOfDirectory(atPath: output.path).sorted()
    }
    #expect(try names(afterKeeping: true) == [SampleStudy.uid])
    #expect(try names(afterKeeping: true) == [SampleStudy.uid])
    #expect(try names(afterKeeping: false) == [SampleStudy.uid, "superseded"])
  }

  @Test("files that are gone, or another study's, are a failure to be tried again: nothing is written")
  func filesAreGone() throws {
    let slice = SampleStudy.folder.appending(path: "0001.dcm").path
    for (uid, file) in [(SampleStudy.uid, folder.path("gone.dcm")), ("1.2.3", slice)] {
      let (outcome, _) = screener.screen(studyInstanceUID: uid, files: [file], output: output, keepsEqualResult: false)
      guard case .failed("index", _) = outcome else {
        Issue.record("\(outcome)")
        continue
      }
    }
    #expect(!FileManager.default.fileExists(atPath: output.path))
  }

  @Test("whether results can be written is known before the work")
  func prepare() throws {
    try screener.prepare(output: folder.url.appending(path: "new/deeper"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("new")))
    try folder.newFile("file")
    let below = folder.url.appending(path: "file/out")
    let error = #expect(throws: ReportError.self) { try screener.prepare(output: below) }
    #expect(error == .system(.write, path: below.path, code: ENOTDIR))
  }

  @Test("an accident at one study does not stop the next, and each path without a study gets its answer")
  func everyPathIsAnswered() throws {
    try SampleStudy.copy(to: folder.url.appending(path: "few"), numbers: 1...3)
    try folder.newFile("text/a.txt", Data("abc".utf8))
    try FileManager.default.createDirectory(atPath: folder.path("empty"), withIntermediateDirectories: true)
    // Where the study's result should go there is a file that is in the way of moving it aside.
    try folder.newFile("out/superseded")
    try folder.newFile("out/\(SampleStudy.uid)/findings.json")
    let screened = screener.screen(
      paths: ["few", "text", "empty", "missing", "few"].map(folder.path), output: output)
    #expect(screened.map(\.outcome.name) == ["failed", "refused", "refused", "refused"])
    #expect(
      screened.map { $0.report.quality.reasons.first?.code }.dropFirst() == [
        "file.notDICOM", "path.empty", "path.missing",
      ])
    #expect(screened.map { $0.folder?.lastPathComponent } == [nil, "unreadable-ba7816bf8f01cfea", nil, nil])
    #expect(screened.map { $0.path.map { URL(filePath: $0).lastPathComponent } } == [nil, "text", "empty", "missing"])
  }

  @Test("the same files under two names are one study")
  func aliases() throws {
    try SampleStudy.copy(to: folder.url.appending(path: "in"), numbers: 1...3)
    let screened = screener.screen(paths: [folder.path("in"), folder.path("./in"), folder.path("in/")], output: output)
    #expect(screened.count == 1)
  }
}

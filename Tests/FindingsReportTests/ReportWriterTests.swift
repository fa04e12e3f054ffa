import Foundation
import StudyModel
import Testing
import VolumeOperations

@testable import FindingsReport

@Suite("The files of a report")
struct ReportWriterTests {
  private let phantom = Phantom()
  private var report: ScreeningReport {
    let second = SampleReport.finding(rank: 2, candidate: SampleReport.candidate(PatientVector(x: -10, y: 5, z: 20)))
    return SampleReport.reported(findings: [phantom.finding, second])
  }

  private func written(
    _ report: ScreeningReport, formats: ReportFormats = .all, language: ReportLanguage = .english,
    images: ReportImages? = nil
  ) throws -> [String: Data] {
    let scratch = try ScratchFolder()
    try ReportWriter(language: language, formats: formats).write(
      report, images: images, timings: StageTimings(threads: 2), into: scratch.url)
    return try Dictionary(
      uniqueKeysWithValues: scratch.content.map { ($0, try Data(contentsOf: scratch.url.appendingPathComponent($0))) })
  }

  @Test("everything that this version can write")
  func all() throws {
    let files = try written(report, images: phantom.images)
    #expect(
      files.keys.sorted() == [
        "candidates.csv", "finding-01.png", "finding-02.png", "findings.json", "overview.png", "report.html",
        "timings.json",
      ])
    let json = String(decoding: files["findings.json"] ?? Data(), as: UTF8.self)
    #expect(json.contains("\"image\": \"finding-02.png\""))
    let picture = try DecodedPicture(Array(files["finding-01.png"] ?? Data()))
    #expect(picture.width == FindingPicture.width && picture.height == FindingPicture.height)
    // The mark's own colour is in the file.
    let colours = (0..<picture.height).flatMap { y in (0..<FindingPicture.panel).map { picture[$0, y] } }
    #expect(colours.contains([255, 200, 40]))
  }

  @Test("the same bytes at any thread count; findings and candidates in any language too")
  func stable() throws {
    let expected = try written(report, images: phantom.images)
    let engine = VolumeEngine(threads: 1, kernels: Phantom.engine.kernels)
    let other = ReportImages(volume: phantom.volume, lungs: phantom.lungs, engine: engine)
    let again = try written(report, images: other)
    for name in expected.keys where name != "timings.json" { #expect(again[name] == expected[name], "\(name)") }
    let chinese = try written(report, language: .chinese, images: phantom.images)
    #expect(
      chinese["findings.json"] == expected["findings.json"] && chinese["candidates.csv"] == expected["candidates.csv"])
    #expect(chinese["report.html"] != expected["report.html"])
  }

  @Test("only what was asked for, and no picture named that is not there")
  func formats() throws {
    #expect(try written(report, formats: .csv).keys.sorted() == ["candidates.csv", "timings.json"])
    let json = try written(report, formats: .json, images: phantom.images)
    #expect(json.keys.sorted() == ["findings.json", "timings.json"])
    #expect(String(decoding: json["findings.json"] ?? Data(), as: UTF8.self).contains("\"image\": null"))
    let html = try written(report, formats: .html, images: phantom.images)
    #expect(html.keys.sorted() == ["report.html", "timings.json"])
    #expect(String(decoding: html["report.html"] ?? Data(), as: UTF8.self).components(separatedBy: "<img").count == 4)
  }

  @Test("a refused or failed study has no table of candidates; a study without findings has an empty one")
  func outcomes() throws {
    for outcome in [StudyOutcome.refused, .failed(stage: "load", reason: "no memory")] {
      #expect(
        try written(SampleReport.empty(outcome)).keys.sorted() == ["findings.json", "report.html", "timings.json"])
    }
    let none = try written(SampleReport.reported(findings: []))
    #expect(none["candidates.csv"] == Data("seriesuid,coordX,coordY,coordZ,probability\n".utf8))
  }

  @Test("lists of formats as the command line gives them")
  func formatList() {
    #expect(ReportFormats(list: "json,csv") == [.json, .csv])
    #expect(ReportFormats(list: "html,png,csv,json") == .all)
    for bad in ["", "json,", "JSON", "pdf", "json csv"] { #expect(ReportFormats(list: bad) == nil, "\(bad)") }
  }
}

@Suite("timings.json")
struct StageTimingsTests {
  @Test("stages keep their order, the same stage adds up")
  func stages() {
    var timings = StageTimings(threads: 2, peakMemoryBytes: 123_456)
    timings.record(stage: "load", seconds: 1.25)
    timings.record(stage: "detect", seconds: 2)
    timings.record(stage: "load", seconds: 0.5)
    let expected = """
      {
        "peakMemoryBytes": 123456,
        "stages": [
          {
            "name": "load",
            "seconds": 1.750
          },
          {
            "name": "detect",
            "seconds": 2.000
          }
        ],
        "threads": 2,
        "totalSeconds": 3.750
      }

      """
    #expect(String(decoding: timings.json.document, as: UTF8.self) == expected)
  }

  @Test("a stage that throws is timed all the same")
  func throwing() {
    var timings = StageTimings(threads: 1)
    #expect(throws: ReportError.invalidFolderName("x")) {
      try timings.measure("work") { () throws(ReportError) in throw .invalidFolderName("x") }
    }
    #expect(timings.stages.map(\.name) == ["work"] && timings.totalSeconds >= 0)
  }
}

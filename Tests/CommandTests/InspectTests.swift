import Foundation
import TestSupport
import Testing

@Suite("prescreen inspect", .serialized)
struct InspectTests {
  private struct Inspection: Decodable {
    struct Series: Decodable {
      let seriesInstanceUID, verdict: String
      let slices: Int
      let spacingMM: [Double]?
      let screened: Bool
    }
    struct Study: Decodable {
      let studyInstanceUID, screenedSeriesInstanceUID, inputSHA256: String?
      let verdict: String
      let reasons: [FindingsFile.Reason]
      let files: Int
      let series: [Series]
      let measurements: Measurements?
    }
    struct Measurements: Decodable {
      let coverageMM, lungVolumeML: Double
      let noiseHU, airHU: Double?
      let fieldOfViewMM: [Double]
    }
    struct Rejected: Decodable { let path, code: String }
    let studies: [Study]
    let rejected: [Rejected]
  }

  @Test("the series to screen, with the hash of its HU, as text and as JSON")
  func sampleStudy() async throws {
    let text = try await BuiltProgram.run(["inspect", SampleStudy.folder.path])
    let json = try await BuiltProgram.run(["inspect", SampleStudy.folder.path, "--json"])
    #expect(text.status == 0 && json.status == 0)
    let inspection = try JSONDecoder().decode(Inspection.self, from: Data(json.output.utf8))
    let study = try #require(inspection.studies.first)
    let expected = try SampleStudy.expected()
    #expect(inspection.studies.count == 1 && inspection.rejected.isEmpty)
    #expect(study.studyInstanceUID == expected.studyInstanceUID)
    #expect(study.screenedSeriesInstanceUID == expected.seriesInstanceUID)
    #expect(study.files == SampleStudy.sliceCount)
    #expect(study.series.map(\.screened) == [true])
    #expect(study.series.first?.spacingMM == [0.5703125, 0.5703125, 5])
    let hash = try #require(study.inputSHA256)
    #expect(hash.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    #expect(text.output.contains("Study \(SampleStudy.uid), 45 files\n"))
    #expect(text.output.contains(hash))
    let measured = try #require(study.measurements)
    #expect(measured.coverageMM == 220 && measured.fieldOfViewMM == [292, 292])
    let noise = try #require(measured.noiseHU)
    #expect(measured.lungVolumeML > 1000 && (5...60).contains(noise))
    #expect(text.output.contains("  * 220 mm of the body, field 292 x 292 mm, noise "))
    #expect(!(text.output + json.output).contains("SAMPLE"))
  }

  @Test("what cannot be screened says why")
  func refused() async throws {
    let folder = try TestFolder()
    try SampleStudy.copy(to: folder.url.appending(path: "in"), numbers: [1, 2, 3, 10])
    try folder.newFile("in/notes.txt", Data("hello".utf8))
    let json = try await BuiltProgram.run(["inspect", folder.path("in"), "--json"])
    #expect(json.status == 3)
    let inspection = try JSONDecoder().decode(Inspection.self, from: Data(json.output.utf8))
    let study = try #require(inspection.studies.first)
    #expect(
      study.verdict == "refused" && study.inputSHA256 == nil && study.measurements == nil
        && study.screenedSeriesInstanceUID == nil)
    #expect(!study.reasons.isEmpty)
    #expect(inspection.rejected.map(\.code) == ["file.notDICOM"])
    let text = try await BuiltProgram.run(["inspect", folder.path("in")])
    #expect(text.status == 3)
    #expect(text.output.contains("[\(study.reasons[0].code)]"))
    #expect(text.talk.contains("notes.txt"))
  }

  @Test("half a chest: the verdict and its reasons are those of a scan, lungs that are cut off among them")
  func halfChest() async throws {
    let folder = try TestFolder()
    try SampleStudy.copy(to: folder.url.appending(path: "in"), numbers: 1...20)
    let json = try await BuiltProgram.run(["inspect", folder.path("in"), "--json"])
    let scan = try await BuiltProgram.run([
      "scan", folder.path("in"), "--output", folder.path("out"), "--format", "json",
    ])
    #expect(json.status == scan.status)
    let study = try #require(
      try JSONDecoder().decode(Inspection.self, from: Data(json.output.utf8)).studies.first)
    let findings = try FindingsFile(in: folder.url.appending(path: "out/\(SampleStudy.uid)"))
    #expect(study.verdict == findings.quality.verdict)
    #expect(study.reasons.map(\.code) == findings.codes)
    #expect(study.reasons.map(\.evidence) == findings.quality.reasons.map(\.evidence))
    #expect(findings.codes.contains { $0.hasPrefix("lung.") })
  }

  @Test("nothing found is exit status 3 and valid JSON")
  func nothing() async throws {
    let folder = try TestFolder()
    let run = try await BuiltProgram.run(["inspect", folder.path("missing"), "--json"])
    #expect(run.status == 3)
    #expect(
      try JSONDecoder().decode(Inspection.self, from: Data(run.output.utf8)).rejected.map(\.code) == ["path.missing"])
  }
}

import DICOMIngest
import Foundation
import StudyModel
import TestSupport
import Testing
import VolumeOperations

@testable import Screening

@Suite("Choosing and loading the series")
struct StudyReaderTests {
  let folder: TestFolder
  let engine: VolumeEngine

  init() throws {
    folder = try TestFolder()
    engine = VolumeEngine(threads: 2, kernels: try KernelSet.chosen(environment: [:]))
  }

  /// A slice of the sample study as one of another series, with an Instance UID of its own.
  private static func inOtherSeries(_ data: Data, seriesUID: String) -> Data {
    // SOP Instance UID (0008,0018), explicit VR; it stands in the file's meta information, too.
    let value = data.firstRange(of: Data([0x08, 0, 0x18, 0, 0x55, 0x49]))!.upperBound + 2
    let uid = data[value..<value + 30]
    return data.replacingAll(uid, with: Data("2.26.".utf8) + uid.dropFirst(5))
      .replacing(seriesUID, with: "2.26." + seriesUID.dropFirst(5))
  }

  /// The sample study with its series twice.
  private func twoSeries(edit: (Data) -> Data = { $0 }) throws {
    try SampleStudy.copy(to: folder.url.appending(path: "in/a"))
    let uid = try SampleStudy.expected().seriesInstanceUID
    try SampleStudy.copy(to: folder.url.appending(path: "in/b"), editing: Set(1...SampleStudy.sliceCount)) {
      edit(Self.inOtherSeries($0, seriesUID: uid))
    }
  }

  private func study() throws -> IndexedStudy {
    let index = DICOMIngest.index(paths: [folder.path("in")], loop: engine.loop)
    return try #require(index.studies.first)
  }

  @Test("the best series is loaded, the other one is listed as passed over")
  func best() throws {
    try twoSeries()
    let study = try study()
    let input = StudyReader(engine: engine).read(study)
    let best = try #require(study.select().ranked.first)
    #expect(study.series.count == 2)
    #expect(input.loaded?.slices.count == SampleStudy.sliceCount)
    #expect(input.series == best.description)
    #expect(input.otherSeries.map(\.quality.reasons.last?.code) == ["series.passedOver"])
  }

  @Test("where the best series turns out to be damaged, the next one is screened and the damage is told")
  func nextBest() throws {
    try twoSeries()
    let best = try #require(try study().select().ranked.first)
    let file = URL(filePath: best.instances[20].path)
    let data = try Data(contentsOf: file)
    try FileManager.default.removeItem(at: file)
    try (data.prefix(data.count / 2) + Data(repeating: 0, count: data.count - data.count / 2 - 64) + data.suffix(64))
      .write(to: file)

    let input = StudyReader(engine: engine).read(try study())
    #expect(input.loaded != nil)
    #expect(input.series?.seriesInstanceUID != best.description.seriesInstanceUID)
    #expect(input.quality.verdict != .refused)
    #expect(input.otherSeries.map(\.series.seriesInstanceUID) == [best.description.seriesInstanceUID])
    #expect(input.otherSeries.map(\.quality.verdict) == [.refused])
    #expect(input.otherSeries.first?.quality.reasons.last?.code == "pixel.corrupt")
  }

  @Test("a series that cannot be screened is listed with its reasons, and leaves the verdict of the other alone")
  func refusedSeries() throws {
    // Columns (0028,0011): 512 in the compressed stream, 1024 in the header.
    let (old, new): ([UInt8], [UInt8]) = ([0x11, 0, 0x55, 0x53, 2, 0, 0, 2], [0x11, 0, 0x55, 0x53, 2, 0, 0, 4])
    try twoSeries { $0.replacing(old, with: new) }
    let input = StudyReader(engine: engine).read(try study())
    #expect(input.loaded != nil)
    #expect(input.quality.reasons.map(\.code) == ["kernel.unknown", "geometry.thick"])
    #expect(input.otherSeries.map(\.quality.verdict) == [.refused])
    #expect(input.otherSeries.first?.quality.reasons.map(\.code).contains("pixel.codestream") == true)
  }

  @Test("a last slice that is cut short cannot be missed by geometry: the reasons name it")
  func lastSlice() throws {
    let last = SampleStudy.sliceCount
    try SampleStudy.copy(to: folder.url.appending(path: "in"), editing: [last]) { $0.prefix($0.count / 2) }
    let input = StudyReader(engine: engine).read(try study())
    #expect(input.quality.verdict != .analysable)
    #expect(input.quality.reasons.map(\.code).filter { $0 == "file.truncated" }.count == 1)
  }

  @Test("a file of the study that belongs to no series is a warning beside the series that is screened")
  func homelessFile() throws {
    try SampleStudy.copy(to: folder.url.appending(path: "in"))
    let uid = try SampleStudy.expected().seriesInstanceUID
    let slice = try Data(contentsOf: SampleStudy.folder.appending(path: "0001.dcm"))
    try folder.newFile("in/other.dcm", slice.replacing(uid, with: "x" + uid.dropFirst()))
    let input = StudyReader(engine: engine).read(try study())
    #expect(input.loaded?.slices.count == SampleStudy.sliceCount)
    #expect(input.quality.verdict == .warning)
    #expect(input.quality.reasons.map(\.code) == ["kernel.unknown", "geometry.thick", "uid.invalid"])
  }

  @Test("a file that is gone when it is to be read is an accident, not a property of the study")
  func fileIsGone() throws {
    try SampleStudy.copy(to: folder.url.appending(path: "in"))
    let study = try study()
    try FileManager.default.removeItem(atPath: folder.path("in/0007.dcm"))
    let input = StudyReader(engine: engine).read(study)
    #expect(input.loaded == nil)
    #expect(input.accident != nil, "\(input.quality)")
    #expect(input.quality.verdict != .refused)
  }
}

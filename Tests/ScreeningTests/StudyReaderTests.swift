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
  private static func inOtherSeries(_ data: Data, seriesUID: String, root: String = "2.26.") -> Data {
    // SOP Instance UID (0008,0018), explicit VR; it stands in the file's meta information, too.
    let value = data.firstRange(of: Data([0x08, 0, 0x18, 0, 0x55, 0x49]))!.upperBound + 2
    let uid = data[value..<value + 30]
    return data.replacingAll(uid, with: Data(root.utf8) + uid.dropFirst(5))
      .replacing(seriesUID, with: root + seriesUID.dropFirst(5))
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

  /// Reads a study whose series are taken to have lungs.
  /// - Returns: what is said of it, and how many slices were loaded.
  private func read(_ study: IndexedStudy) -> (StudyInput, slices: Int?) {
    var reader = StudyReader<Int>(of: study, engine: engine)
    while let loaded = reader.next() {
      reader.record(loaded.slices.count, lungs: SeriesQuality(verdict: .analysable, reasons: []))
    }
    return (reader.input, reader.outcome)
  }

  @Test("the best series is loaded, the other one is listed as passed over")
  func best() throws {
    try twoSeries()
    let study = try study()
    let (input, slices) = read(study)
    let best = try #require(study.select().ranked.first)
    #expect(study.series.count == 2)
    #expect(slices == SampleStudy.sliceCount)
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

    let (input, slices) = read(try study())
    #expect(slices != nil)
    #expect(input.series?.seriesInstanceUID != best.description.seriesInstanceUID)
    #expect(input.quality.verdict != .refused)
    #expect(input.otherSeries.map(\.series.seriesInstanceUID) == [best.description.seriesInstanceUID])
    #expect(input.otherSeries.map(\.quality.verdict) == [.refused])
    #expect(input.otherSeries.first?.quality.reasons.last?.code == "pixel.corrupt")
  }

  private static let noLung = SeriesQuality(
    verdict: .refused, reasons: [QualityReason(code: "lung.notFound", message: "No lung was found.")])
  private static let lung = SeriesQuality(
    verdict: .warning, reasons: [QualityReason(code: "lung.cutAtBase", message: "")])

  @Test("where there is no lung in the best series, the next one is screened, and only one volume is held at a time")
  func nextWithLung() throws {
    try twoSeries()
    let study = try study()
    let best = try #require(study.select().ranked.first).description
    var reader = StudyReader<Int>(of: study, engine: engine)
    var (peaks, volume): ([Int], Int) = ([], 0)
    while let loaded = reader.next() {
      volume = loaded.volume.shape.count * MemoryLayout<Int16>.stride
      reader.record(loaded.slices.count, lungs: peaks.isEmpty ? Self.noLung : Self.lung)
      peaks.append(engine.arena.peakBytes)
    }
    // A second volume beside the first would add its bytes; scratch memory comes and goes with the threads.
    #expect(peaks.count == 2 && peaks[1] < peaks[0] + volume)
    #expect(reader.outcome == SampleStudy.sliceCount)
    let input = reader.input
    #expect(input.series?.isSame(as: best) == false)
    #expect(input.quality.verdict == .warning && input.quality.reasons.last?.code == "lung.cutAtBase")
    #expect(input.otherSeries.map(\.series) == [best])
    #expect(input.otherSeries.map(\.quality.verdict) == [.refused])
    #expect(input.otherSeries.first?.quality.reasons.last?.code == "lung.notFound")
  }

  @Test("where no series has lung the first speaks for the study, and three are enough")
  func nowhereLung() throws {
    try twoSeries()
    let uid = try SampleStudy.expected().seriesInstanceUID
    for root in ["2.27.", "2.28."] {
      try SampleStudy.copy(to: folder.url.appending(path: "in/\(root)"), editing: Set(1...SampleStudy.sliceCount)) {
        Self.inOtherSeries($0, seriesUID: uid, root: root)
      }
    }
    let study = try study()
    let ranked = study.select().ranked.map(\.description)
    #expect(ranked.count == 4)
    var reader = StudyReader<Int>(of: study, engine: engine)
    var tries = 0
    while reader.next() != nil {
      tries += 1
      reader.record(tries, lungs: Self.noLung)
    }
    #expect(tries == 3 && reader.outcome == 1)
    let input = reader.input
    #expect(input.series == ranked[0])
    #expect(input.quality.verdict == .refused && input.accident == nil)
    #expect(input.quality.reasons.map(\.code) == ["kernel.unknown", "geometry.thick", "lung.notFound"])
    let codes = Dictionary(uniqueKeysWithValues: input.otherSeries.map { ($0.series, $0.quality.reasons.last?.code) })
    #expect(ranked.dropFirst().map { codes[$0] } == ["lung.notFound", "lung.notFound", "series.passedOver"])
  }

  @Test("a series that cannot be screened is listed with its reasons, and leaves the verdict of the other alone")
  func refusedSeries() throws {
    // Columns (0028,0011): 512 in the compressed stream, 1024 in the header.
    let (old, new): ([UInt8], [UInt8]) = ([0x11, 0, 0x55, 0x53, 2, 0, 0, 2], [0x11, 0, 0x55, 0x53, 2, 0, 0, 4])
    try twoSeries { $0.replacing(old, with: new) }
    let (input, slices) = read(try study())
    #expect(slices != nil)
    #expect(input.quality.reasons.map(\.code) == ["kernel.unknown", "geometry.thick"])
    #expect(input.otherSeries.map(\.quality.verdict) == [.refused])
    #expect(input.otherSeries.first?.quality.reasons.map(\.code).contains("pixel.codestream") == true)
  }

  @Test("a last slice that is cut short cannot be missed by geometry: the reasons name it")
  func lastSlice() throws {
    let last = SampleStudy.sliceCount
    try SampleStudy.copy(to: folder.url.appending(path: "in"), editing: [last]) { $0.prefix($0.count / 2) }
    let (input, _) = read(try study())
    #expect(input.quality.verdict != .analysable)
    #expect(input.quality.reasons.map(\.code).filter { $0 == "file.truncated" }.count == 1)
  }

  @Test("a file of the study that belongs to no series is a warning beside the series that is screened")
  func homelessFile() throws {
    try SampleStudy.copy(to: folder.url.appending(path: "in"))
    let uid = try SampleStudy.expected().seriesInstanceUID
    let slice = try Data(contentsOf: SampleStudy.folder.appending(path: "0001.dcm"))
    try folder.newFile("in/other.dcm", slice.replacing(uid, with: "x" + uid.dropFirst()))
    let (input, slices) = read(try study())
    #expect(slices == SampleStudy.sliceCount)
    #expect(input.quality.verdict == .warning)
    #expect(input.quality.reasons.map(\.code) == ["kernel.unknown", "geometry.thick", "uid.invalid"])
  }

  @Test("a file that is gone when it is to be read is an accident, not a property of the study")
  func fileIsGone() throws {
    try SampleStudy.copy(to: folder.url.appending(path: "in"))
    let study = try study()
    try FileManager.default.removeItem(atPath: folder.path("in/0007.dcm"))
    let (input, slices) = read(study)
    #expect(slices == nil)
    #expect(input.accident != nil, "\(input.quality)")
    #expect(input.quality.verdict != .refused)
  }
}

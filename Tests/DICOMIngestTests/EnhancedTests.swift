import StudyModel
import TestSupport
import Testing
import VolumeOperations

@testable import DICOMIngest

@Suite("Enhanced CT: many slices in one object")
struct EnhancedTests {
  private func written(_ file: TestFile) throws -> (folder: TestFolder, index: StudyIndex) {
    let folder = try TestFolder()
    try file.write("enhanced.dcm", in: folder)
    return (folder, index(folder))
  }

  private func problem(_ file: TestFile) throws -> IngestError? {
    let folder = try TestFolder()
    return try DICOMIngest.examine(file: file.write("x.dcm", in: folder)).problem
  }

  private func voxels(_ volume: Volume) -> [Int16] {
    volume.storage.withSpan { span in span.indices.map { span[$0] } }
  }

  private static let jpegLS = "1.2.840.10008.1.2.4.80"

  @Test("the volume is that of the same slices in files of their own", arguments: [true, false])
  func twin(isShared: Bool) throws {
    var enhanced = EnhancedTestFile.stack()
    enhanced.isShared = isShared
    let (folder, found) = try written(enhanced.file)
    let series = try #require(found.onlySeries)
    #expect(series.quality.codes == ["field.small"] && series.description.slices == 24)
    #expect(series.instances.count == 1 && series.slices.map(\.frame.number) == (1...24).map { $0 })
    #expect(series.description.sliceThickness == Millimetres(2.5) && series.description.kernel == "B31f")

    let single = try TestFolder()
    try single.writeStack(side: 8) { file, _ in file.set(0x0028, 0x0030, "DS", "0.75\\0.75") }
    let twin = try DICOMIngest.load(try #require(index(single).onlySeries), engine: engine).volume
    for threads in [1, 2, 3, 7] {
      let loaded = try DICOMIngest.load(series, engine: VolumeEngine(threads: threads, kernels: engine.kernels))
      #expect(voxels(loaded.volume) == voxels(twin), "\(threads) threads")
      #expect(loaded.volume.geometry == twin.geometry)
      #expect(loaded.slices[3] == Slice(sopInstanceUID: "1.2.3.40.1", instanceNumber: 1, frameNumber: 4))
    }
    _ = folder
  }

  @Test("frames in any order are sorted by their positions; each has its own rescale") func order() throws {
    var enhanced = EnhancedTestFile.stack()
    enhanced.frames.reverse()
    enhanced.isShared = false
    for index in enhanced.frames.indices {
      enhanced.frames[index].words = [UInt16](repeating: 500, count: 64)
      enhanced.frames[index].slope = index % 2 == 0 ? "2" : "1"
      enhanced.frames[index].intercept = "\(-1000 - index)"
    }
    let (folder, found) = try written(enhanced.file)
    let loaded = try DICOMIngest.load(try #require(found.onlySeries), engine: engine)
    #expect(loaded.slices.map(\.frameNumber) == (1...24).reversed().map { $0 })
    for z in 0..<24 {
      #expect(loaded.volume[x: 4, y: 4, z: z] == Int16((z % 2 == 1 ? 1000 : 500) - 1000 - (23 - z)), "\(z)")
    }
    _ = folder
  }

  @Test("compressed frames: one fragment each, or several behind an offset table, or several found by their marks")
  func fragments() throws {
    let enhanced = EnhancedTestFile.stack()
    let streams = enhanced.frames.map { frame -> [UInt8] in
      var encoder = JPEGLSEncoder(precision: 12, near: 0)
      return encoder.encode(frame.words.map(Int.init), columns: 8)
    }
    let halves = streams.map { stream in
      let middle = stream.count / 4 * 2
      return [Array(stream[..<middle]), Array(stream[middle...])]
    }
    var table: [Int] = []
    var offset = 0
    for parts in halves {
      table.append(offset)
      offset += parts.reduce(0) { $0 + 8 + $1.count + $1.count % 2 }
    }
    for (fragments, offsets) in [(streams, []), (halves.flatMap(\.self), table), (halves.flatMap(\.self), [])] {
      var file = enhanced.file
      file.transferSyntax = Self.jpegLS
      file.setFragments(fragments, offsets: offsets)
      let (folder, found) = try written(file)
      let loaded = try DICOMIngest.load(try #require(found.onlySeries), engine: engine)
      for (z, frame) in enhanced.frames.enumerated() {
        #expect(loaded.volume[x: 5, y: 2, z: z] == Int16(frame.words[21]) - 1024)
      }
      _ = folder
    }
  }

  @Test("frames behind an extended offset table; a table that lies is refused") func extendedTable() throws {
    let enhanced = EnhancedTestFile.stack()
    let streams = enhanced.frames.map { frame -> [UInt8] in
      var encoder = JPEGLSEncoder(precision: 12, near: 0)
      return encoder.encode(frame.words.map(Int.init), columns: 8)
    }
    var offsets: [Int] = []
    var end = 0
    for stream in streams {
      offsets.append(end)
      end += 8 + stream.count + stream.count % 2
    }
    func file(_ offsets: [Int], _ lengths: [Int]) -> TestFile {
      var file = enhanced.file
      file.transferSyntax = Self.jpegLS
      file.setFragments(streams)
      for (element, values) in [(0x0001, offsets), (0x0002, lengths)] as [(UInt16, [Int])] {
        file.set(
          0x7FE0, element, "OV", bytes: values.flatMap { value in (0..<8).map { UInt8(value >> ($0 * 8) & 255) } })
      }
      return file
    }
    let lengths = streams.map(\.count)
    let (folder, found) = try written(file(offsets, lengths))
    let loaded = try DICOMIngest.load(try #require(found.onlySeries), engine: engine)
    for (z, frame) in enhanced.frames.enumerated() {
      #expect(loaded.volume[x: 5, y: 2, z: z] == Int16(frame.words[21]) - 1024)
    }
    _ = folder
    for (offsets, lengths) in [
      (offsets.map { $0 + 2 }, lengths), (offsets, lengths.map { $0 + 2 }), (offsets, lengths.map { $0 - 2 }),
      (Array(offsets.dropLast()), lengths), (offsets, []), (offsets.map { _ in Int.max }, lengths),
    ] { #expect(try problem(file(offsets, lengths))?.reason.code == "object.frames") }
  }

  @Test("run-length frames, one fragment each") func runLength() throws {
    let enhanced = EnhancedTestFile.stack()
    var file = enhanced.file
    file.transferSyntax = "1.2.840.10008.1.2.5"
    file.setFragments(
      enhanced.frames.map { frame in
        RunLengthFrameTests.frame([
          [63] + frame.words.map { UInt8($0 >> 8) }, [63] + frame.words.map { UInt8($0 & 255) },
        ])
      })
    let (folder, found) = try written(file)
    let series = try #require(found.onlySeries)
    for threads in [1, 3] {
      let loaded = try DICOMIngest.load(series, engine: VolumeEngine(threads: threads, kernels: engine.kernels))
      #expect(voxels(loaded.volume) == enhanced.frames.flatMap(\.words).map { Int16($0) - 1024 })
    }
    _ = folder
  }

  @Test("a converted image says in groups of its own what fits no group") func converted() throws {
    var file = EnhancedTestFile.stack().file
    file.set(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.2.2")
    let shared = EnhancedTestFile.shared(EnhancedTestFile.stack().frames[0]).dropFirst()
    let kernel = TestItem.Element.sequence(0x0020, 0x9170, [.text(0x0018, 0x1210, "SH", "B70f")])
    file.set(0x5200, 0x9229, "SQ", bytes: TestItem.items([TestItem([kernel] + shared)]))
    let (folder, found) = try written(file)
    let series = try #require(found.onlySeries)
    #expect(series.slices.count == 24 && series.description.kernel == "B70f")
    _ = folder
  }

  @Test("a copy of the object is a copy of all its slices; other bytes are a conflict") func copies() throws {
    let folder = try TestFolder()
    let file = EnhancedTestFile.stack().file
    try file.write("a.dcm", in: folder)
    try file.write("b.dcm", in: folder)
    let series = try #require(index(folder).onlySeries)
    #expect(series.slices.count == 24 && series.quality.codes.contains("instance.duplicate"))
    var other = file
    other.set(0x0018, 0x0060, "DS", "120")
    try other.write("b.dcm", in: folder)
    #expect(try #require(index(folder).onlySeries).quality.codes.contains("instance.conflict"))
  }

  @Test("frames that lie: fewer functional groups, more frames than pixels, absurdly many") func lies() throws {
    var enhanced = EnhancedTestFile.stack()
    enhanced.groups = 23
    #expect(try problem(enhanced.file)?.reason.code == "object.frames")

    enhanced.groups = 24
    enhanced.numberOfFrames = 0
    #expect(try problem(enhanced.file)?.reason.code == "object.frames")

    enhanced = .stack()
    enhanced.numberOfFrames = 1_000_000_000
    #expect(try problem(enhanced.file)?.reason.code == "object.frames")

    enhanced = .stack()
    enhanced.frames[23].words = [1, 2, 3]
    #expect(throws: IngestError.self) { try problem(enhanced.file) }

    enhanced = .stack()
    enhanced.frames[23].words += [1, 2, 3]
    #expect(try problem(enhanced.file)?.reason.code == "pixel.length")
  }

  @Test("compressed frames that lie: too few streams, a table that points elsewhere, a stream of another size")
  func compressedLies() throws {
    let enhanced = EnhancedTestFile.stack(2)
    let stream = { (columns: Int) -> [UInt8] in
      var encoder = JPEGLSEncoder(precision: 12, near: 0)
      return encoder.encode([Int](repeating: 7, count: 64), columns: columns)
    }
    func code(_ fragments: [[UInt8]], offsets: [Int] = []) throws -> String? {
      var file = enhanced.file
      file.transferSyntax = Self.jpegLS
      file.setFragments(fragments, offsets: offsets)
      return try problem(file)?.reason.code
    }
    let good = stream(8)
    #expect(try code([good, good]) == nil)
    #expect(try code([good]) == "object.frames")
    #expect(try code([good, good, good]) == "object.frames")
    #expect(try code([good, good], offsets: [0, 10]) == "object.frames")
    #expect(try code([good, good], offsets: [0, 0]) == "object.frames")
    #expect(try code([good, good], offsets: [0]) == "object.frames")
    #expect(try code([good, stream(16)]) == "pixel.codestream")
  }

  @Test("an attribute that no functional group has is named") func missing() throws {
    var file = EnhancedTestFile.stack().file
    file.set(0x5200, 0x9229, "SQ", bytes: TestItem.items([TestItem([])]))
    #expect(try problem(file)?.reason.code == "rescale.missing")
    file.remove(0x5200, 0x9229)
    #expect(try problem(file)?.reason.code == "rescale.missing")
  }
}

import Foundation
import StudyModel
import Synchronization
import TestSupport
import Testing
import VolumeOperations

@testable import DICOMIngest

@Suite("Loading a series")
struct LoadingTests {
  private let folder: TestFolder
  init() throws { folder = try TestFolder() }

  private func series() throws -> IndexedSeries {
    try #require(index(folder).studies.first?.select().ranked.first)
  }

  @Test("voxels lie where the slices lie, whatever the order of files and numbers") func order() throws {
    // Numbered from the head down.
    try folder.writeStack(side: 8) { file, number in
      file.set(0x0020, 0x0013, "IS", "\(25 - number)")
      file.setPixels((0..<64).map { UInt16(1024 + number * 64 + $0) })
    }
    let loaded = try DICOMIngest.load(try series(), engine: engine)
    #expect(loaded.slices.map(\.instanceNumber) == (1...24).reversed().map { $0 })
    #expect(loaded.slices.first == Slice(sopInstanceUID: "1.2.3.40.1", instanceNumber: 24))
    for (x, y, z) in [(0, 0, 0), (7, 0, 0), (0, 7, 3), (5, 2, 23)] {
      #expect(loaded.volume[x: x, y: y, z: z] == Int16((z + 1) * 64 + y * 8 + x))
    }
    #expect(loaded.volume.geometry.position(x: 0, y: 0, z: 2) == PatientVector(x: -3, y: -4, z: 7.5))
  }

  @Test("each slice by its own rescale") func rescale() throws {
    try folder.writeStack(side: 8) { file, number in
      file.set(0x0028, 0x1053, "DS", number % 2 == 0 ? "2" : "1")
      file.set(0x0028, 0x1052, "DS", "\(-1000 - number)")
      file.setPixels([UInt16](repeating: 500, count: 64))
    }
    let volume = try DICOMIngest.load(try series(), engine: engine).volume
    for z in 0..<24 { #expect(volume[x: 0, y: 0, z: z] == Int16((z % 2 == 1 ? 1000 : 500) - 1001 - z)) }
  }

  @Test("the same bits and the same hash at any number of threads; the hash is what the contract says") func threads()
    throws
  {
    try folder.writeStack(side: 8)
    let series = try series()
    var hash = SHA256()
    for number in 1...24 {
      hash.update(utf8: "1.2.3.40.\(number)")
      hash.update(
        (0..<64).flatMap { (pixel: Int) -> [UInt8] in
          let value = UInt16(bitPattern: Int16(1000 + 7 * number + pixel % 50 - 1024))
          return [UInt8(value & 255), UInt8(value >> 8)]
        })
    }
    let expected = hash.finalize()
    for threads in [1, 2, 3, 7] {
      let engine = VolumeEngine(threads: threads, kernels: KernelSet.available[0])
      #expect(try DICOMIngest.load(series, engine: engine).inputSHA256() == expected, "\(threads) threads")
    }
  }

  @Test("progress counts every slice once") func progress() throws {
    try folder.writeStack(side: 8)
    let seen = Mutex<[Int]>([])
    _ = try DICOMIngest.load(try series(), engine: engine) { done, total in
      seen.withLock { $0.append(done * 100 + total) }
    }
    #expect(seen.withLock { $0 } == (1...24).map { $0 * 100 + 24 })
  }

  @Test(
    "of several damaged slices the one nearest to the feet is named, at any number of threads", arguments: [1, 2, 5])
  func damage(threads: Int) throws {
    try folder.writeStack(side: 8) { file, number in
      guard [7, 8, 20].contains(number) else { return }
      file.transferSyntax = "1.2.840.10008.1.2.5"
      file.setFragments([RunLengthFrameTests.frame([[0xC1, 4], [0xC2, UInt8(number)]])])
    }
    let series = try series()
    let engine = VolumeEngine(threads: threads, kernels: KernelSet.available[0])
    let error = #expect(throws: IngestError.self) { try DICOMIngest.load(series, engine: engine) }
    #expect(error?.reason.code == "pixel.corrupt")
    #expect(error?.reason.evidence.hasPrefix("instance 7, SOP Instance UID 1.2.3.40.7: ") == true)
  }

  @Test(
    "files that change or vanish between index and load",
    arguments: [
      ("another slice", "file.changed"), ("nothing", "file.unreadable"), ("a part", "file.truncated"),
      ("other values", "file.changed"),
    ])
  func changed(how: String, code: String) throws {
    try folder.writeStack(side: 8)
    let series = try series()
    let path = folder.root + "/stack/5.dcm"
    switch how {
    case "another slice": try TestFile.slice(number: 99, z: 12.5).write("stack/5.dcm", in: folder)
    case "nothing": try FileManager.default.removeItem(atPath: path)
    case "a part":
      _ = try folder.write("stack/5.dcm", Array(TestFile.slice(number: 5, z: 12.5, pixel: 2.5).bytes.dropLast(2)))
    default:
      var file = TestFile.slice(number: 5, z: 12.5, pixel: 2.5)
      file.set(0x0028, 0x1052, "DS", "0")
      try file.write("stack/5.dcm", in: folder)
    }
    let error = #expect(throws: IngestError.self) { try DICOMIngest.load(series, engine: engine) }
    #expect(error?.reason.code == code)
  }
}

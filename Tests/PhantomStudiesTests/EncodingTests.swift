import Evaluation
import Foundation
import PhantomStudies
import StudyModel
import TestSupport
import Testing
import VolumeOperations

@Suite("a written phantom reads back")
struct EncodingTests {
  /// The volume as it was made; made once.
  static let expected = Result {
    try SmallStudy.phantom.volume(SmallStudy.settings.acquisition, engine: SmallStudy.engine)
  }

  private static let lossy: Set<String> = [
    TransferSyntaxes.jpegBaseline, TransferSyntaxes.jpegExtended, TransferSyntaxes.jpegLSNearLossless,
  ]

  @Test("the same voxels from every lossless syntax, near ones from the others", arguments: TransferSyntaxes.writable)
  func syntaxes(uid: String) throws {
    let folder = try TestFolder()
    var settings = SmallStudy.settings
    settings.transferSyntaxUID = uid
    let expected = try Self.expected.get()
    let read = try SmallStudy.load(try SmallStudy.write(.plain, settings, to: folder))
    #expect(read.shape == expected.shape)
    #expect(read.geometry.origin.distance(to: expected.geometry.origin) < 1e-6)
    let pairs = zip(read.voxels, expected.voxels)
    switch uid {
    case TransferSyntaxes.jpegLSNearLossless: #expect(pairs.allSatisfy { abs(Int($0) - Int($1)) <= 3 })
    case _ where Self.lossy.contains(uid):
      // 8 bits end at 1016 HU.
      let errors = pairs.filter { $1 < 1000 }.map { abs(Double($0) - Double($1)) }
      #expect(errors.reduce(0, +) / Double(errors.count) < 12)
    default: #expect(read.voxels == expected.voxels)
    }
  }

  @Test(
    "the same voxels however they are stored",
    arguments: ["per-slice-rescale", "unsigned", "signed-hu", "high-bit-15", "reversed-order", "feet-first"])
  func forms(name: String) throws {
    let folder = try TestFolder()
    let one = try #require(PhantomCase.named(name))
    #expect(try SmallStudy.load(SmallStudy.write(one, to: folder)).voxels == Self.expected.get().voxels)
  }

  @Test("the same bytes at any number of threads, other ones for another seed")
  func sameBytes() throws {
    func files(threads: Int, seed: Int) throws -> [Data] {
      let folder = try TestFolder()
      var settings = SmallStudy.settings
      (settings.seed, settings.slices, settings.nodules) = (seed, 20, 2)
      let engine = VolumeEngine(threads: threads, kernels: KernelSet.available[0])
      _ = try PhantomStudy(settings: settings, engine: engine).write(to: folder.url)
      let names = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).sorted()
      return names.filter { $0.contains(".") }.compactMap { try? Data(contentsOf: folder.url.appending(path: $0)) }
    }
    let one = try files(threads: 1, seed: 3)
    #expect(one.count == 23)
    #expect(try files(threads: 3, seed: 3) == one)
    #expect(try files(threads: 3, seed: 4) != one)
  }

  @Test("the truth says where the nodules are, and the tables agree with it")
  func truth() throws {
    struct Truth: Decodable {
      struct Nodule: Decodable {
        let positionLPS: [Double]
        let diameterMM, volumeMM3, meanHU: Double
        let density, placement, lobe, side: String
      }
      struct Series: Decodable {
        struct Place: Decodable { let number, sliceIndex: Int }
        let seriesInstanceUID: String
        let slices: Int
        let nodules: [Place]
      }
      let nodules: [Nodule]
      let series: [Series]
    }
    let folder = try TestFolder()
    let output = try SmallStudy.write(to: folder)
    let truth = try JSONDecoder().decode(Truth.self, from: Data(contentsOf: output.appending(path: "truth.json")))
    let series = try #require(truth.series.first)
    #expect(truth.nodules.count == 4 && series.nodules.map(\.number) == [1, 2, 3, 4])
    let geometry = SmallStudy.settings.acquisition.geometry
    for (place, nodule) in zip(series.nodules, truth.nodules) {
      let position = PatientVector(x: nodule.positionLPS[0], y: nodule.positionLPS[1], z: nodule.positionLPS[2])
      #expect(place.sliceIndex == Int(geometry.voxel(at: position).z.rounded()) + 1)
      #expect(nodule.side == (position.x < 0 ? "right" : "left") && nodule.lobe.hasPrefix(nodule.side))
      #expect(abs(nodule.volumeMM3 - .pi / 6 * nodule.diameterMM * nodule.diameterMM * nodule.diameterMM) < 5)
    }
    let rows = try String(contentsOf: output.appending(path: "annotations.csv"), encoding: .utf8).split(separator: "\n")
    #expect(rows.first == "seriesuid,coordX,coordY,coordZ,diameter_mm" && rows.count == 5)
    #expect(rows.dropFirst().allSatisfy { $0.hasPrefix(series.seriesInstanceUID + ",") })
    let uids = try String(contentsOf: output.appending(path: "seriesuids.csv"), encoding: .utf8)
    #expect(uids == series.seriesInstanceUID + "\n")
  }

  @Test("a folder with something else is left alone; an older phantom is replaced")
  func occupied() throws {
    let folder = try TestFolder()
    let output = try SmallStudy.write(to: folder)
    _ = try SmallStudy.write(try #require(PhantomCase.named("too-few-slices")), to: folder)
    #expect(try FileManager.default.contentsOfDirectory(atPath: output.appending(path: "dicom").path).count == 12)
    try folder.newFile("phantom/notes.txt")
    #expect(throws: PhantomError.occupied(folder: output.path, entry: "notes.txt")) {
      try SmallStudy.write(to: folder)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: output.appending(path: "dicom").path).count == 12)
  }
}

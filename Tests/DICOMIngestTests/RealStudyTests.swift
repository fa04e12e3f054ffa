import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Real studies", .enabled(if: SharedData.isThere, "\(SharedData.absent)"))
struct RealStudyTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    let folder: String
    let slices: Int
    let spacing: PatientVector
    let origin: PatientVector
    let codes: [String]
    let kernel: String?
    var testDescription: String { folder }

    init(
      _ folder: String, _ slices: Int, _ pixel: Double, _ slice: Double, _ x: Double, _ y: Double, _ z: Double,
      _ codes: [String] = ["pixel.lossy"], kernel: String? = "STANDARD"
    ) {
      self.folder = folder
      self.slices = slices
      spacing = PatientVector(x: pixel, y: pixel, z: slice)
      origin = PatientVector(x: x, y: y, z: z)
      self.codes = codes
      self.kernel = kernel
    }
  }

  /// Counts and spacings as the data's own description gives them, positions as `dcmdump` shows them.
  static let expected = [
    Expected("lidc-0001", 133, 0.703125, 2.5, -166, -171.699997, -340, ["contrast.given"]),
    Expected("lidc-0002", 261, 0.681641, 1.25, -175.5, -174.5, -334.5),
    Expected("lidc-0314", 275, 0.78125, 1, -201, -59, -679.800049, ["pixel.lossy", "kernel.edge"], kernel: "D"),
    Expected(
      "lidc-0476", 246, 0.761719, 1.25, -176.800003, -138.5, -315.25, ["pixel.lossy", "kernel.edge"], kernel: "BONE"),
    Expected(
      "lidc-0745", 251, 0.48828125, 1, -127.755859375, -277.755859375, -302.5, ["pixel.lossy", "kernel.unknown"],
      kernel: nil),
    Expected("lidc-1011", 122, 0.859375, 2.5, -220, -173.594, -345.5),
  ]

  @Test("the geometry of each", arguments: expected) func geometry(_ expected: Expected) throws {
    let index = index([SharedData.path("studies/\(expected.folder)")])
    #expect(index.rejected.isEmpty)
    let selection = try #require(index.studies.first).select()
    let series = try #require(selection.ranked.first)
    let geometry = try #require(series.geometry)
    #expect(selection.others.isEmpty)
    #expect(series.instances.count == expected.slices && geometry.shape.z == expected.slices)
    #expect(geometry.spacing.distance(to: expected.spacing) < 1e-6)
    #expect(geometry.origin.distance(to: expected.origin) < 1e-6)
    #expect(geometry.sliceAxis == PatientVector(x: 0, y: 0, z: 1))
    #expect(series.quality.codes == expected.codes)
    #expect(series.description.kernel == expected.kernel)
    let heights = series.slices.map(\.frame.plane.position.z)
    #expect(heights == heights.sorted())
  }

  /// The hashes were computed apart from this program, with pydicom, pyjpegls and numpy.
  @Test(
    "the Hounsfield units of a lossless, a feet-first and a stretched study, and what they say",
    arguments: [
      (
        "lidc-0001", "658f1c1e2c48efb30ecc7d7135193347e196ae15625423b390f0ef880c7821b8",
        ["contrast.seen", "padding.undeclared"]
      ),
      ("lidc-1011", "fe9bf00e449e1fa7cf03324e7bd65a6f8545e27d775856f8638bfef5e392a525", ["contrast.seen"]),
      ("lidc-0745", "37ccb47e753e9953c663a01381af874247f4182e9893f2dd9f342d6a273cbe3f", ["pixel.clipped"]),
    ])
  func hash(folder: String, expected: String, added: [String]) throws {
    let index = index([SharedData.path("studies/\(folder)")])
    let series = try #require(index.studies.first?.select().ranked.first)
    let loaded = try DICOMIngest.load(series, engine: engine)
    #expect(loaded.inputSHA256() == expected)
    #expect(loaded.slices.count == loaded.volume.shape.z)
    #expect(loaded.quality.codes == series.quality.codes + added)
  }

  @Test("every background series may be screened") func backgrounds() {
    let index = index([SharedData.path("backgrounds")])
    #expect(index.studies.count == 12)
    #expect(index.studies.allSatisfy { $0.select().ranked.count == 1 })
    #expect(index.rejected.allSatisfy { $0.error.reason.code == "file.notDICOM" })
  }

  @Test("a whole study is whole, without a slice in the middle it is not") func whole() throws {
    let index = index([SharedData.path("studies/lidc-1011")])
    let instances = try #require(index.studies.first?.series.first).instances
    #expect(DICOMIngest.isWhole(instances))
    #expect(!DICOMIngest.isWhole(instances.filter { $0.instanceNumber != 60 }))
  }
}

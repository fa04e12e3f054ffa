import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("The geometry of a stack of slices")
struct SliceStackTests {
  private func plane(
    _ position: PatientVector, row: PatientVector = PatientVector(x: 1, y: 0, z: 0),
    column: PatientVector = PatientVector(x: 0, y: 1, z: 0), spacing: Double = 0.75
  ) -> ImagePlane {
    ImagePlane(position: position, rowAxis: row, columnAxis: column, columnSpacing: spacing, rowSpacing: spacing)
  }

  private func stack(_ planes: [ImagePlane], rows: [Int] = []) -> SliceStack {
    SliceStack(
      planes.indices.map {
        SliceStack.Member(plane: planes[$0], rows: rows.isEmpty ? 64 : rows[$0], columns: 48)
      })
  }

  private func axial(_ heights: [Double]) -> SliceStack {
    stack(heights.map { plane(PatientVector(x: -10, y: -20, z: $0)) })
  }

  private func even(_ count: Int = 10) -> [Double] { (0..<count).map { Double($0) * 2.5 } }

  @Test("an even stack in any order is sorted from feet to head", arguments: 0..<20)
  func sorted(seed: Int) {
    var random = SplitMix64(seed: seed)
    let heights = even().map { $0 - 100 }.shuffled(using: &random)
    let stack = axial(heights)
    #expect(stack.reasons.isEmpty)
    #expect(stack.order.map { heights[$0] } == heights.sorted(), "seed \(seed)")
    let expected = VolumeGeometry(
      shape: GridShape(x: 48, y: 64, z: 10), origin: PatientVector(x: -10, y: -20, z: -100),
      spacing: PatientVector(x: 0.75, y: 0.75, z: 2.5))
    #expect(stack.geometry == expected)
  }

  @Test("a flipped frame keeps its axes; the slice axis still points to the head") func flipped() throws {
    let row = PatientVector(x: -1, y: 0, z: 0)
    let geometry = try #require(
      stack(even().map { plane(PatientVector(x: 10, y: 0, z: $0), row: row) }).geometry)
    #expect(geometry.rowAxis == row)
    #expect(geometry.sliceAxis == PatientVector(x: 0, y: 0, z: 1))
    let corner = geometry.position(x: 47, y: 63, z: 9)
    #expect(corner.distance(to: PatientVector(x: 10 - 47 * 0.75, y: 63 * 0.75, z: 22.5)) < 1e-9)
  }

  @Test("an oblique stack is measured along its normal") func oblique() throws {
    // Turned by 20° about x.
    let column = PatientVector(x: 0, y: 0.9396926, z: 0.3420201)
    let normal = PatientVector(x: 1, y: 0, z: 0).cross(column)
    let geometry = try #require(stack(even().map { plane(normal * $0, column: column) }).geometry)
    #expect(abs(geometry.spacing.z - 2.5) < 1e-6)
    #expect(geometry.sliceAxis.distance(to: normal) < 1e-6)
  }

  @Test("a missing slice is a gap, and its place is told") func gap() {
    let stack = axial(even().filter { $0 != 10 })
    #expect(stack.geometry == nil)
    #expect(
      stack.reasons == [
        .init(code: .geometryGap, evidence: "5.00 mm after z = 7.5 mm, elsewhere 2.50 mm: 1 slice missing")
      ])
  }

  @Test("two slices at one position") func duplicate() {
    let stack = axial(even() + [10])
    #expect(stack.geometry == nil)
    #expect(stack.reasons == [.init(code: .geometryDuplicatePosition, evidence: "z = 10.0 mm")])
  }

  @Test("many places are counted, not listed") func manyPlaces() {
    let evidence = axial(even() + even()).reasons.first?.evidence
    #expect(evidence == "z = 0.0 mm, z = 2.5 mm, z = 5.0 mm and 7 more")
  }

  @Test(
    "how even the slices have to be: the shift of one slice, in slice distances",
    arguments: [
      (0.0, nil), (0.10, nil), (0.15, QualityCode.geometryJitter), (0.24, .geometryJitter), (0.27, .geometryUneven),
      (0.45, .geometryUneven), (0.55, .geometryGap),
    ])
  func evenness(shift: Double, code: QualityCode?) {
    var heights = even()
    heights[5] += shift * 2.5
    let stack = axial(heights)
    #expect(stack.reasons.map(\.code) == (code.map { [$0] } ?? []))
    #expect((stack.geometry == nil) == (code?.weight == .refusal))
  }

  @Test("a spacing that drifts is uneven even where every gap looks right") func drift() {
    let heights = (0..<40).map { Double($0) + Double($0 * $0) * 0.005 }
    #expect(axial(heights).reasons.map(\.code) == [.geometryUneven])
  }

  @Test("positions with one decimal are even enough") func rounded() {
    let heights = (0..<300).map { (Double($0) * 0.625 * 10).rounded() / 10 }
    #expect(axial(heights).reasons.isEmpty)
  }

  @Test("a tilted gantry shifts the slices") func tilted() {
    let planes = even().map { plane(PatientVector(x: 0, y: $0 * 0.2, z: $0)) }
    #expect(stack(planes).reasons.map(\.code) == [.geometryTilted])
    let straight = even().map { plane(PatientVector(x: 0, y: $0 * 0.02, z: $0)) }
    #expect(stack(straight).reasons.isEmpty)
  }

  @Test("slices that do not belong together") func mixed() {
    var planes = even().map { plane(PatientVector(x: 0, y: 0, z: $0)) }
    planes[3] = plane(planes[3].position, column: PatientVector(x: 0, y: 0.99, z: 0.141067))
    #expect(stack(planes).reasons.map(\.code) == [.geometryMixedOrientation])
    planes[3] = plane(planes[3].position, spacing: 0.8)
    #expect(stack(planes).reasons.map(\.code) == [.geometryMixedSpacing])
    planes[3] = planes[2]
    let rows = [Int](repeating: 64, count: 9) + [65]
    #expect(stack(planes, rows: rows).reasons.map(\.code) == [.geometryMixedSize])
  }

  @Test("planes that are none, or not axial") func orientation() {
    let z = PatientVector(x: 0, y: 0, z: 1)
    let zero = PatientVector.zero
    #expect(stack([plane(zero, column: zero), plane(z, column: zero)]).reasons.map(\.code) == [.geometryOrientation])
    let skew = PatientVector(x: 0.5, y: 0.866, z: 0)
    #expect(stack([plane(zero, column: skew)]).reasons.map(\.code) == [.geometryOrientation])
    #expect(stack([plane(zero, column: z)]).reasons.map(\.code) == [.geometryNotAxial])
  }

  @Test("distances that no chest CT has", arguments: [(0.05, 2.5), (4, 2.5), (0, 2.5), (0.75, 0.1), (0.75, 15)])
  func distances(pixel: Double, slice: Double) {
    let planes = (0..<10).map { plane(PatientVector(x: 0, y: 0, z: Double($0) * slice), spacing: pixel) }
    #expect(stack(planes).reasons.map(\.code) == [.geometryVoxelSpacing])
  }

  @Test("one slice is no grid") func single() {
    #expect(axial([3]).geometry == nil)
    #expect(axial([3]).order == [0])
  }
}

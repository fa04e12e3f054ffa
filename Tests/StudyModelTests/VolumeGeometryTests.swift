import StudyModel
import TestSupport
import Testing

@Suite("VolumeGeometry and PatientVector")
struct VolumeGeometryTests {
  @Test("law: voxel → position → voxel is the identity for orthogonal axes, of either handedness", arguments: 0..<50)
  func roundTrip(seed: Int) {
    var random = SplitMix64(seed: seed)
    let geometry = Self.geometry(&random)
    let (i, j, k) = (
      Double.random(in: -10...600, using: &random), Double.random(in: -10...600, using: &random),
      Double.random(in: -10...600, using: &random)
    )
    let back = geometry.voxel(at: geometry.position(x: i, y: j, z: k))
    #expect(abs(back.x - i) < 1e-9 && abs(back.y - j) < 1e-9 && abs(back.z - k) < 1e-9, "seed \(seed): \(back)")
  }

  @Test("law: one step along an axis is one spacing long and points along that axis", arguments: 0..<20)
  func stepIsSpacing(seed: Int) {
    var random = SplitMix64(seed: seed)
    let geometry = Self.geometry(&random)
    let start = geometry.position(x: 3, y: 4, z: 5)
    let steps = [
      (geometry.position(x: 4, y: 4, z: 5) - start, geometry.rowAxis, geometry.spacing.x),
      (geometry.position(x: 3, y: 5, z: 5) - start, geometry.columnAxis, geometry.spacing.y),
      (geometry.position(x: 3, y: 4, z: 6) - start, geometry.sliceAxis, geometry.spacing.z),
    ]
    for (step, axis, spacing) in steps {
      #expect(abs(step.length - spacing) < 1e-9, "seed \(seed)")
      #expect(abs(step.dot(axis) - spacing) < 1e-9, "seed \(seed)")
    }
    #expect(geometry.position(x: 0, y: 0, z: 0) == geometry.origin)
    let volume = steps[0].0.cross(steps[1].0).dot(steps[2].0)
    #expect(abs(abs(volume) - geometry.voxelVolume) < 1e-9, "seed \(seed)")
  }

  @Test("by default x runs to the left, y to the back and z to the head")
  func defaultAxesAreLPS() {
    let geometry = VolumeGeometry(
      shape: GridShape(x: 512, y: 512, z: 48), origin: PatientVector(x: -146, y: -325, z: -777.5),
      spacing: PatientVector(x: 0.5, y: 0.25, z: 5))
    #expect(geometry.position(x: 2, y: 4, z: 1) == PatientVector(x: -145, y: -324, z: -772.5))
    #expect(geometry.rowAxis.cross(geometry.columnAxis) == geometry.sliceAxis)
  }

  @Test("laws of the cross product: at right angles to both, turned over when they change places", arguments: 0..<20)
  func crossProduct(seed: Int) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (Self.vector(&random), Self.vector(&random))
    let cross = a.cross(b)
    #expect(abs(cross.dot(a)) < 1e-9 && abs(cross.dot(b)) < 1e-9, "seed \(seed)")
    #expect(b.cross(a) == cross * -1, "seed \(seed)")
    let area = (a.dot(a) * b.dot(b) - a.dot(b) * a.dot(b)).squareRoot()
    #expect(abs(cross.length - area) < 1e-9, "seed \(seed)")
    #expect(a.distance(to: b) == b.distance(to: a))
    #expect(a + (b - a) * 0 == a)
  }

  private static func vector(_ random: inout SplitMix64) -> PatientVector {
    PatientVector(
      x: .random(in: -1...1, using: &random), y: .random(in: -1...1, using: &random),
      z: .random(in: -1...1, using: &random))
  }

  /// A geometry with random spacing and a random orthonormal frame, right-handed or left-handed.
  private static func geometry(_ random: inout SplitMix64) -> VolumeGeometry {
    let row = unit(vector(&random))
    let slice = unit(row.cross(vector(&random))) * (Bool.random(using: &random) ? 1 : -1)
    return VolumeGeometry(
      shape: GridShape(x: 8, y: 8, z: 8), origin: vector(&random) * 500,
      spacing: PatientVector(
        x: .random(in: 0.3...2, using: &random), y: .random(in: 0.3...2, using: &random),
        z: .random(in: 0.4...5, using: &random)),
      rowAxis: row, columnAxis: unit(slice.cross(row)) * (Bool.random(using: &random) ? 1 : -1), sliceAxis: slice)
  }

  private static func unit(_ vector: PatientVector) -> PatientVector { vector * (1 / vector.length) }
}

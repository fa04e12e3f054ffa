import StudyModel
import TestSupport

/// A chest of ellipsoids for the tests: body, two lungs, trachea, and whatever balls and tubes a test puts in. LPS mm, the
/// middle of the chest at the origin.
struct ChestPhantom {
  /// A ball or, where it has a direction, a straight tube through its centre.
  struct Part {
    var centre: PatientVector
    var radius: Double
    var density: Double = 40
    var direction: PatientVector?

    func contains(_ point: PatientVector) -> Bool {
      let offset = point - centre
      guard let direction else { return offset.dot(offset) <= radius * radius }
      let along = offset.dot(direction)
      return offset.dot(offset) - along * along <= radius * radius
    }
  }

  var spacing = PatientVector(x: 1.5, y: 1.5, z: 2)
  var parts: [Part] = []
  var hasRightLung = true
  var hasLeftLung = true
  var hasTrachea = true
  /// Where the scan begins and ends, z in mm.
  var reach = -95.0...95.0
  /// Standard deviation of the noise, HU.
  var noise = 15.0
  /// What lies outside the body.
  var room = -1000.0
  /// Radius of the field of view in mm; what lies outside it is padding of -2000.
  var fieldOfView = Double.infinity
  /// +1 or -1: the direction of the image rows.
  var rowSign = 1.0

  static func point(_ x: Double, _ y: Double, _ z: Double) -> PatientVector { PatientVector(x: x, y: y, z: z) }

  func volume() -> Volume {
    let (halfWidth, halfDepth) = (150.0, 105.0)
    let shape = GridShape(
      x: Int(2 * halfWidth / spacing.x) + 1, y: Int(2 * halfDepth / spacing.y) + 1,
      z: Int((reach.upperBound - reach.lowerBound) / spacing.z) + 1)
    let geometry = VolumeGeometry(
      shape: shape, origin: Self.point(-rowSign * halfWidth, -halfDepth, reach.lowerBound), spacing: spacing,
      rowAxis: Self.point(rowSign, 0, 0))
    var random = SplitMix64(seed: 7)
    let storage = VoxelStorage<Int16>(count: shape.count)
    storage.withMutableSpan { voxels in
      for k in 0..<shape.z {
        for j in 0..<shape.y {
          for i in 0..<shape.x {
            let point = geometry.position(x: Double(i), y: Double(j), z: Double(k))
            let value = density(at: point) + noise * random.normal()
            voxels[shape.offset(x: i, y: j, z: k)] = Int16(value.rounded())
          }
        }
      }
    }
    return Volume(geometry: geometry, storage: storage)
  }

  static func inRightLung(_ point: PatientVector) -> Bool {
    inside(point, Self.point(-65, 0, 0), Self.point(48, 72, 88))
  }

  private func density(at point: PatientVector) -> Double {
    guard point.x * point.x + point.y * point.y <= fieldOfView * fieldOfView else { return -2000 }
    guard Self.inside(point, Self.point(0, 0, 0), Self.point(140, 95, 400)) else { return room }
    if hasTrachea, Self.inside(point, Self.point(0, 10, 90), Self.point(8, 8, 60)) { return -990 }
    let inRight = hasRightLung && Self.inRightLung(point)
    let inLeft = hasLeftLung && Self.inside(point, Self.point(65, 0, 0), Self.point(48, 72, 88))
    guard inRight || inLeft else { return 30 }
    return parts.first { $0.contains(point) }?.density ?? -860
  }

  private static func inside(_ point: PatientVector, _ centre: PatientVector, _ axes: PatientVector) -> Bool {
    let offset = point - centre
    let (x, y, z) = (offset.x / axes.x, offset.y / axes.y, offset.z / axes.z)
    return x * x + y * y + z * z <= 1
  }
}

extension SplitMix64 {
  /// Nearly normal: the sum of four uniform numbers, mean 0, variance 1.
  mutating func normal() -> Double {
    let sum = (0..<4).reduce(0.0) { sum, _ in sum + Double.random(in: -1...1, using: &self) }
    return sum * 0.75.squareRoot()
  }
}

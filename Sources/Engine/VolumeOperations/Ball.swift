import StudyModel

/// A ball in mm as voxel offsets on a grid that may be anisotropic: for every step along y and z, how far it reaches
/// along x. Offset (dx, dy, dz) belongs to it where `(dx * sx)² + (dy * sy)² + (dz * sz)² <= radius² + 1e-6`.
struct Ball {
  /// For distances 0, 1, … along z, the half-widths along x at distances 0, 1, … along y, in voxels.
  let halfWidths: [[Int]]

  /// - Parameters:
  ///   - radius: not negative.
  ///   - spacing: in mm, positive.
  ///   - shape: of the volume, not empty; offsets that lead from one end of it beyond the other are left out.
  init(radius: Millimetres, spacing: PatientVector, within shape: GridShape) {
    func contains(_ dx: Int, _ dy: Int, _ dz: Int) -> Bool {
      let (a, b, c) = (Double(dx) * spacing.x, Double(dy) * spacing.y, Double(dz) * spacing.z)
      return a * a + b * b + c * c <= radius.value * radius.value + 1e-6
    }
    var halfWidths: [[Int]] = []
    for dz in 0..<shape.z where contains(0, 0, dz) {
      var level: [Int] = []
      var half = shape.x - 1
      for dy in 0..<shape.y where contains(0, dy, dz) {
        while !contains(half, dy, dz) { half -= 1 }
        level.append(half)
      }
      halfWidths.append(level)
    }
    self.halfWidths = halfWidths
  }

  /// How far the ball reaches along x, y and z, in voxels.
  var reach: (x: Int, y: Int, z: Int) {
    (x: halfWidths[0][0], y: halfWidths[0].count - 1, z: halfWidths.count - 1)
  }

  /// The half-widths along x that occur, in voxels, increasing.
  var widths: [Int] { Set(halfWidths.joined()).sorted() }
}

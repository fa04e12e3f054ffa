/// Twin of `MorphologyKernels`: every voxel looks at every offset of the ball.
public enum MorphologyReference {
  /// The offsets (dx, dy, dz) with `(dx * sx)^2 + (dy * sy)^2 + (dz * sz)^2 <= radius^2 + 1e-6`, in voxels.
  /// - Parameters:
  ///   - radius: in mm.
  ///   - spacing: distance of voxel centres along x, y, z, in mm.
  public static func ball(radius: Double, spacing: (x: Double, y: Double, z: Double)) -> [(x: Int, y: Int, z: Int)] {
    var offsets: [(x: Int, y: Int, z: Int)] = []
    let (nx, ny, nz) = (Int(radius / spacing.x) + 1, Int(radius / spacing.y) + 1, Int(radius / spacing.z) + 1)
    for k in -nz...nz {
      for j in -ny...ny {
        for i in -nx...nx {
          let (a, b, c) = (Double(i) * spacing.x, Double(j) * spacing.y, Double(k) * spacing.z)
          if a * a + b * b + c * c <= radius * radius + 1e-6 { offsets.append((i, j, k)) }
        }
      }
    }
    return offsets
  }

  /// A voxel is set where any voxel of the ball around it is; outside the volume nothing is.
  public static func dilate(_ mask: [Bool], grid: ReferenceGrid, ball: [(x: Int, y: Int, z: Int)]) -> [Bool] {
    mask.indices.map { centre in
      let at = grid.voxel(centre)
      return ball.contains { grid.offset(at.x + $0.x, at.y + $0.y, at.z + $0.z).map { mask[$0] } ?? false }
    }
  }

  /// A voxel is set where every voxel of the ball around it is; outside the volume everything is.
  public static func erode(_ mask: [Bool], grid: ReferenceGrid, ball: [(x: Int, y: Int, z: Int)]) -> [Bool] {
    mask.indices.map { centre in
      let at = grid.voxel(centre)
      return ball.allSatisfy { grid.offset(at.x + $0.x, at.y + $0.y, at.z + $0.z).map { mask[$0] } ?? true }
    }
  }
}

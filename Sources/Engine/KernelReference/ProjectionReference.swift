/// Twin of `ProjectionKernels`.
public enum ProjectionReference {
  /// For each pixel the voxels behind it, folded by `fold`.
  /// - Parameter axis: 0, 1 or 2 for x, y or z: the axis that is looked along. The image keeps the other two in order.
  public static func project(
    _ values: [Int16], grid: ReferenceGrid, axis: Int, _ fold: ([Int16]) -> Int16
  ) -> [Int16] {
    let width = axis == 0 ? grid.y : grid.x
    let height = axis == 2 ? grid.y : grid.z
    return (0..<width * height).map { pixel in
      fold(
        values.indices.filter { index in
          let voxel = grid.voxel(index)
          let place = axis == 0 ? (voxel.y, voxel.z) : axis == 1 ? (voxel.x, voxel.z) : (voxel.x, voxel.y)
          return place == (pixel % width, pixel / width)
        }.map { values[$0] })
    }
  }

  /// The mean, rounded half to even.
  public static func mean(_ values: [Int16]) -> Int16 {
    Int16((Double(values.reduce(0) { $0 + Int($1) }) / Double(values.count)).rounded(.toNearestOrEven))
  }
}

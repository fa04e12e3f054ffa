/// Twin of `DistanceKernels` and `ParabolaKernels`.
public enum DistanceReference {
  /// For every voxel of the mask the distance to the nearest voxel that is not set; 0 for the others, infinite where all
  /// are set.
  /// - Parameter spacing: along each axis.
  public static func distance(
    _ mask: [Bool], grid: ReferenceGrid, spacing: (x: Double, y: Double, z: Double)
  ) -> [Float] {
    let start = mask.map { $0 ? Float.infinity : 0 }
    let alongX = least(start, grid: grid, step: (1, 0, 0), spacing: spacing.x)
    let alongY = least(alongX, grid: grid, step: (0, 1, 0), spacing: spacing.y)
    return least(alongY, grid: grid, step: (0, 0, 1), spacing: spacing.z).map { $0.squareRoot() }
  }

  /// For every voxel the least of the parabolas on all voxels of its line.
  private static func least(
    _ values: [Float], grid: ReferenceGrid, step: (x: Int, y: Int, z: Int), spacing: Double
  ) -> [Float] {
    values.indices.map { index in
      let voxel = grid.voxel(index)
      var least = values[index]
      for sign in [-1, 1] {
        var distance = 1
        while let other = grid.offset(
          voxel.x + sign * distance * step.x, voxel.y + sign * distance * step.y, voxel.z + sign * distance * step.z)
        {
          let length = Double(distance) * spacing
          least = min(least, values[other] + Float(length * length))
          distance += 1
        }
      }
      return least
    }
  }
}

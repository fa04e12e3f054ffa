/// Twin of `HistogramKernels`.
public enum HistogramReference {
  /// How often each value occurs among every `step`-th voxel along each axis.
  public static func counts(
    _ values: [Int16], grid: ReferenceGrid, step: (x: Int, y: Int, z: Int)
  ) -> [Int16: Int] {
    var counts: [Int16: Int] = [:]
    for (offset, value) in values.enumerated() {
      let at = grid.voxel(offset)
      guard at.x % step.x == 0, at.y % step.y == 0, at.z % step.z == 0 else { continue }
      counts[value, default: 0] += 1
    }
    return counts
  }
}

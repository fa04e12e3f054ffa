/// Twin of `ThresholdKernels`.
public enum ThresholdReference {
  /// Whether each voxel lies within `low...high`.
  public static func within(_ voxels: [Int16], low: Int16, high: Int16) -> [Bool] {
    voxels.map { low <= $0 && $0 <= high }
  }
}

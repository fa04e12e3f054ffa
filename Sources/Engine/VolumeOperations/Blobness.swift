import StudyModel

/// How much every voxel is the middle of a bright ball, by the curvatures of the smoothed volume.
public struct Blobness: Sendable {
  /// The greatest response of all scales, in the unit of the volume times the weight of its scale; 0 where no scale
  /// answers.
  public let response: FloatVolume
  /// Which scale gave it, by its place in the list of scales; 0 where none did.
  public let scale: VoxelGrid<UInt8>
}

/// A voxel whose value is greater than all around it.
public struct LocalMaximum: Hashable, Sendable {
  public let x: Int
  public let y: Int
  public let z: Int
  /// From the voxel's centre to the peak of the parabola through the values along each axis, at most ½.
  public let offset: VoxelOffset
  public let value: Float
}

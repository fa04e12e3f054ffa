/// From the centre of a voxel to a place within it, in voxels.
public struct VoxelOffset: Hashable, Sendable {
  public let x: Float
  public let y: Float
  public let z: Float

  public init(x: Float, y: Float, z: Float) {
    self.x = x
    self.y = y
    self.z = z
  }
}

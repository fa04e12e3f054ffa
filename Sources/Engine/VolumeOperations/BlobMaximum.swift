import StudyModel

/// A place where the blob response of one scale is greater than all around it.
public struct BlobMaximum: Hashable, Sendable {
  /// The voxel.
  public let x: Int
  public let y: Int
  public let z: Int
  /// From the voxel's centre to the peak of the parabola through the response along each axis, in voxels, at most ½.
  public let offset: VoxelOffset
  /// The σ of the Gaussian.
  public let scale: Millimetres
  /// The response: the negated, scaled Laplacian, in the unit of the volume. Bright blobs are positive.
  public let response: Float
  /// How sharply the smoothed volume falls off in the three principal directions.
  public let curvatures: Curvatures
  /// The smoothed volume at the voxel.
  public let value: Float

  /// The eigenvalues of the negated, scaled Hessian: all positive in a bright blob, the smallest near 0 along a vessel,
  /// two near 0 in a wall.
  public struct Curvatures: Hashable, Sendable {
    public let largest: Float
    public let middle: Float
    public let smallest: Float

    public init(largest: Float, middle: Float, smallest: Float) {
      self.largest = largest
      self.middle = middle
      self.smallest = smallest
    }
  }

  public init(
    x: Int, y: Int, z: Int, offset: VoxelOffset, scale: Millimetres, response: Float, curvatures: Curvatures,
    value: Float
  ) {
    self.x = x
    self.y = y
    self.z = z
    self.offset = offset
    self.scale = scale
    self.response = response
    self.curvatures = curvatures
    self.value = value
  }
}

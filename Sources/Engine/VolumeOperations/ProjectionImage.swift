/// A volume seen along one of its axes.
public struct ProjectionImage: Hashable, Sendable {
  /// Along z the image has the volume's x and y; along y its x and z; along x its y and z.
  public let width: Int
  public let height: Int
  /// `width · height` values in HU, row by row. Row 0 is the first row, or the first slice, of the volume.
  public let pixels: [Int16]

  /// - Precondition: there are `width · height` pixels.
  public init(width: Int, height: Int, pixels: [Int16]) {
    precondition(pixels.count == width * height, "an image needs as many pixels as it has places")
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}

/// What becomes of the voxels that lie behind one another.
public enum ProjectionKind: Hashable, Sendable, CaseIterable {
  /// The largest.
  case maximum
  /// The mean, rounded half to even.
  case mean
}

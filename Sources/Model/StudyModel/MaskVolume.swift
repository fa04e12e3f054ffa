/// One bit a voxel, each row padded to whole 64-bit words. Bit `i & 63` of word `i >> 6` of a row is voxel x = `i`;
/// padding bits are always 0.
public struct MaskVolume: Sendable {
  public let geometry: VolumeGeometry
  public let words: VoxelStorage<UInt64>

  /// - Precondition: the storage holds exactly ``wordCount(of:)`` words.
  public init(geometry: VolumeGeometry, words: VoxelStorage<UInt64>) {
    precondition(words.count == Self.wordCount(of: geometry.shape), "the storage does not hold the rows of the mask")
    self.geometry = geometry
    self.words = words
  }

  @inlinable public var shape: GridShape { geometry.shape }

  /// Words of one row of `shape`.
  @inlinable public static func wordsPerRow(of shape: GridShape) -> Int { (shape.x + 63) >> 6 }

  /// Words of the whole mask of `shape`.
  @inlinable public static func wordCount(of shape: GridShape) -> Int { wordsPerRow(of: shape) * shape.y * shape.z }

  /// Whether voxel (`i`, `j`, `k`) is set; outside the volume nothing is.
  public func contains(x i: Int, y j: Int, z k: Int) -> Bool {
    guard shape.contains(x: i, y: j, z: k) else { return false }
    let row = (k * shape.y + j) * Self.wordsPerRow(of: shape)
    return (words[row + (i >> 6)] >> UInt64(i & 63)) & 1 == 1
  }
}

/// Voxel counts of a volume. Storage order is x fastest, then y, then z; no other file computes an offset.
///
/// x runs along an image row (increasing column index), y down an image column (increasing row index),
/// z from the feet to the head, one step a slice.
public struct GridShape: Hashable, Sendable {
  public let x: Int
  public let y: Int
  public let z: Int

  /// - Precondition: no count is negative.
  public init(x: Int, y: Int, z: Int) {
    precondition(x >= 0 && y >= 0 && z >= 0, "a volume cannot have a negative number of voxels")
    self.x = x
    self.y = y
    self.z = z
  }

  /// Voxels of one slice.
  @inlinable public var slice: Int { x * y }

  /// Voxels of the whole volume.
  @inlinable public var count: Int { x * y * z }

  /// Where voxel (`i`, `j`, `k`) lies in storage, in elements.
  @inlinable public func offset(x i: Int, y j: Int, z k: Int) -> Int { (k * y + j) * x + i }

  /// Whether voxel (`i`, `j`, `k`) lies inside.
  @inlinable public func contains(x i: Int, y j: Int, z k: Int) -> Bool {
    i >= 0 && i < x && j >= 0 && j < y && k >= 0 && k < z
  }
}

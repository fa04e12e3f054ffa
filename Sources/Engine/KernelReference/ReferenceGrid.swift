/// Voxel counts of the volume that a twin works on, x fastest, then y, then z.
public struct ReferenceGrid: Sendable {
  public let x: Int
  public let y: Int
  public let z: Int

  public init(x: Int, y: Int, z: Int) {
    self.x = x
    self.y = y
    self.z = z
  }

  public var count: Int { x * y * z }

  /// Where voxel (`i`, `j`, `k`) lies, `nil` outside.
  public func offset(_ i: Int, _ j: Int, _ k: Int) -> Int? {
    guard 0..<x ~= i, 0..<y ~= j, 0..<z ~= k else { return nil }
    return (k * y + j) * x + i
  }

  /// The voxel at `offset`.
  public func voxel(_ offset: Int) -> (x: Int, y: Int, z: Int) {
    (x: offset % x, y: offset / x % y, z: offset / (x * y))
  }
}

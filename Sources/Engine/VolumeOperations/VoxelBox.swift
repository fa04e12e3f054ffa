import StudyModel

/// A block of voxels: half-open index ranges along the three axes.
public struct VoxelBox: Hashable, Sendable {
  public let x: Range<Int>
  public let y: Range<Int>
  public let z: Range<Int>

  public init(x: Range<Int>, y: Range<Int>, z: Range<Int>) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The block that a whole volume of `shape` fills.
  public init(of shape: GridShape) {
    self.init(x: 0..<shape.x, y: 0..<shape.y, z: 0..<shape.z)
  }

  public var shape: GridShape { GridShape(x: x.count, y: y.count, z: z.count) }

  public func contains(x i: Int, y j: Int, z k: Int) -> Bool { x.contains(i) && y.contains(j) && z.contains(k) }

  /// The box grown by so many voxels on every side, cut at the rim of a volume of `shape`.
  public func grown(x dx: Int, y dy: Int, z dz: Int, within shape: GridShape) -> VoxelBox {
    VoxelBox(
      x: max(0, x.lowerBound - dx)..<min(shape.x, x.upperBound + dx),
      y: max(0, y.lowerBound - dy)..<min(shape.y, y.upperBound + dy),
      z: max(0, z.lowerBound - dz)..<min(shape.z, z.upperBound + dz))
  }

  /// The box without so many voxels at its sides; empty where nothing is left.
  public func shrunk(x dx: Int, y dy: Int) -> VoxelBox {
    func inner(_ range: Range<Int>, _ step: Int) -> Range<Int> {
      let start = min(range.lowerBound + step, range.upperBound)
      return start..<max(start, range.upperBound - step)
    }
    return VoxelBox(x: inner(x, dx), y: inner(y, dy), z: z)
  }

  /// Whether every voxel of the box lies in a volume of `shape`.
  public func lies(in shape: GridShape) -> Bool {
    x.lowerBound >= 0 && y.lowerBound >= 0 && z.lowerBound >= 0 && x.upperBound <= shape.x && y.upperBound <= shape.y
      && z.upperBound <= shape.z
  }
}

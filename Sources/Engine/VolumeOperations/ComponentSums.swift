import StudyModel

/// The sums from which the statistics of a component are made. Whole numbers: the order of adding does not matter.
struct ComponentSums: BitwiseCopyable {
  private var count = 0
  private var sumX = 0
  private var sumY = 0
  private var sumZ = 0
  private var (firstX, firstY, firstZ) = (UInt32.max, UInt32.max, UInt32.max)
  private var (lastX, lastY, lastZ) = (UInt32.min, UInt32.min, UInt32.min)

  /// Adds the voxels `start..<end` of row `y` in slice `z`.
  @inline(__always)
  mutating func add(start: UInt32, end: UInt32, y: Int, z: Int) {
    let length = Int(end &- start)
    count &+= length
    sumX &+= (Int(start) &+ Int(end) &- 1) &* length / 2
    sumY &+= y &* length
    sumZ &+= z &* length
    let (row, slice) = (UInt32(truncatingIfNeeded: y), UInt32(truncatingIfNeeded: z))
    firstX = min(firstX, start)
    firstY = min(firstY, row)
    firstZ = min(firstZ, slice)
    lastX = max(lastX, end &- 1)
    lastY = max(lastY, row)
    lastZ = max(lastZ, slice)
  }

  /// Adds another component's voxels.
  mutating func add(_ other: ComponentSums) {
    count &+= other.count
    sumX &+= other.sumX
    sumY &+= other.sumY
    sumZ &+= other.sumZ
    firstX = min(firstX, other.firstX)
    firstY = min(firstY, other.firstY)
    firstZ = min(firstZ, other.firstZ)
    lastX = max(lastX, other.lastX)
    lastY = max(lastY, other.lastY)
    lastZ = max(lastZ, other.lastZ)
  }

  func statistics(label: UInt32, in shape: GridShape) -> ComponentStatistics {
    let box = VoxelBox(
      x: Int(firstX)..<Int(lastX) + 1, y: Int(firstY)..<Int(lastY) + 1, z: Int(firstZ)..<Int(lastZ) + 1)
    var faces: VolumeFaces = []
    if box.x.lowerBound == 0 { faces.insert(.firstX) }
    if box.x.upperBound == shape.x { faces.insert(.lastX) }
    if box.y.lowerBound == 0 { faces.insert(.firstY) }
    if box.y.upperBound == shape.y { faces.insert(.lastY) }
    if box.z.lowerBound == 0 { faces.insert(.firstZ) }
    if box.z.upperBound == shape.z { faces.insert(.lastZ) }
    let voxels = Double(count)
    return ComponentStatistics(
      label: label, count: count, box: box,
      centroid: (x: Double(sumX) / voxels, y: Double(sumY) / voxels, z: Double(sumZ) / voxels), faces: faces)
  }
}

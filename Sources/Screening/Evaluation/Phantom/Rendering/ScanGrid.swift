import StudyModel

/// The grid of a scan for drawing: from voxels to places and back, for slices that may be oblique or sheared.
struct ScanGrid: Sendable {
  let shape: GridShape
  let origin: Point
  let rowStep: Point
  let columnStep: Point
  let sliceStep: Point
  /// From a place less the origin to voxels along x, y, z.
  private let toColumn: Point
  private let toRow: Point
  private let toSlice: Point
  /// Pixels a mm.
  let sharpness: Float

  init(geometry: VolumeGeometry) {
    shape = geometry.shape
    origin = Point(geometry.origin)
    rowStep = Point(geometry.rowAxis * geometry.spacing.x)
    columnStep = Point(geometry.columnAxis * geometry.spacing.y)
    sliceStep = Point(geometry.sliceAxis * geometry.spacing.z)
    let volume = rowStep.dot(columnStep.cross(sliceStep))
    toColumn = columnStep.cross(sliceStep) * (1 / volume)
    toRow = sliceStep.cross(rowStep) * (1 / volume)
    toSlice = rowStep.cross(columnStep) * (1 / volume)
    sharpness = 1 / ((rowStep.length + columnStep.length) / 2)
  }

  /// Where the first pixel of a (fractional) slice lies.
  func start(slice: Float) -> Point { origin + sliceStep * slice }

  /// The voxels within `reach` mm of a line, along each axis, clipped to the grid in the plane but not across it.
  func box(from: Point, to: Point, reach: Float) -> (columns: Range<Int>, rows: Range<Int>, slices: ClosedRange<Float>)
  {
    func range(_ axis: Point) -> (Float, Float) {
      let (a, b) = ((from - origin).dot(axis), (to - origin).dot(axis))
      let margin = reach * axis.length
      return (min(a, b) - margin, max(a, b) + margin)
    }
    func clipped(_ range: (Float, Float), _ count: Int) -> Range<Int> {
      let low = Int(min(max(range.0.rounded(.up), 0), Float(count)))
      let high = Int(min(max(range.1.rounded(.down) + 1, 0), Float(count)))
      return low..<max(low, high)
    }
    let across = range(toSlice)
    return (clipped(range(toColumn), shape.x), clipped(range(toRow), shape.y), across.0...across.1)
  }
}

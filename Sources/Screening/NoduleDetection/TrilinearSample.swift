import StudyModel

/// Reads a volume between its voxels; outside, the outermost voxels go on.
struct TrilinearSample {
  let shape: GridShape

  /// - Parameters:
  ///   - voxels: the voxels of a volume of ``shape``, none of whose sides is 0.
  ///   - point: fractional voxel indices.
  @inline(__always)
  func value(of voxels: Span<Float>, at point: PatientVector) -> Float {
    let x = LinearCell(at: point.x, count: shape.x)
    let y = LinearCell(at: point.y, count: shape.y)
    let z = LinearCell(at: point.z, count: shape.z)
    func row(_ y: Int, _ z: Int) -> Float {
      let start = shape.offset(x: 0, y: y, z: z)
      let (first, second) = (voxels[start + x.low], voxels[start + x.high])
      return first + (second - first) * x.rest
    }
    let below = row(y.low, z.low) + (row(y.high, z.low) - row(y.low, z.low)) * y.rest
    let above = row(y.low, z.high) + (row(y.high, z.high) - row(y.low, z.high)) * y.rest
    return below + (above - below) * z.rest
  }
}

/// The voxels on both sides of a position along an axis, and how far it is from the lower to the higher; beyond the ends the
/// outermost voxel on both.
struct LinearCell {
  let low: Int
  let high: Int
  let rest: Float

  /// - Parameters:
  ///   - position: a fractional voxel index.
  ///   - count: voxels along the axis, at least 1.
  @inline(__always)
  init(at position: Double, count: Int) {
    let held = min(max(position, 0), Double(count - 1))
    low = Int(held)
    high = min(low + 1, count - 1)
    rest = Float(held - Double(low))
  }
}

import StudyModel

/// Reads a volume between its voxels; outside, the outermost voxels go on.
struct TrilinearSample {
  let shape: GridShape

  /// - Parameters:
  ///   - voxels: the voxels of a volume of ``shape``, none of whose sides is 0.
  ///   - point: fractional voxel indices.
  @inline(__always)
  func value(of voxels: Span<Float>, at point: PatientVector) -> Float {
    let x = Self.cell(point.x, shape.x)
    let y = Self.cell(point.y, shape.y)
    let z = Self.cell(point.z, shape.z)
    func row(_ y: Int, _ z: Int) -> Float {
      let start = shape.offset(x: 0, y: y, z: z)
      let (first, second) = (voxels[start + x.low], voxels[start + x.high])
      return first + (second - first) * x.rest
    }
    let below = row(y.low, z.low) + (row(y.high, z.low) - row(y.low, z.low)) * y.rest
    let above = row(y.low, z.high) + (row(y.high, z.high) - row(y.low, z.high)) * y.rest
    return below + (above - below) * z.rest
  }

  /// The indices on both sides of a position along an axis, and how far it is from the lower to the higher.
  @inline(__always)
  private static func cell(_ position: Double, _ count: Int) -> (low: Int, high: Int, rest: Float) {
    let held = min(max(position, 0), Double(count - 1))
    let low = Int(held)
    return (low, min(low + 1, count - 1), Float(held - Double(low)))
  }
}

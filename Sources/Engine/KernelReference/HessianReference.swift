/// Twin of `HessianKernels` and `EigenvalueKernels`.
public enum HessianReference {
  /// The blobness of every voxel and the scale that gave it; 0 and 0 where none did or the mask is not set.
  /// - Parameters:
  ///   - smoothed: the volume smoothed with each scale.
  ///   - factors: one a scale.
  public static func blobness(
    smoothed: [[Float]], factors: [Float], grid: ReferenceGrid, mask: [Bool]
  ) -> (response: [Float], scale: [UInt8]) {
    var response = [Float](repeating: 0, count: grid.count)
    var scale = [UInt8](repeating: 0, count: grid.count)
    for index in smoothed.indices {
      for offset in 0..<grid.count where mask[offset] {
        let value = Self.response(
          of: hessian(smoothed[index], grid: grid, at: offset), factor: factors[index], above: response[offset])
        guard let value else { continue }
        response[offset] = value
        scale[offset] = UInt8(index)
      }
    }
    return (response, scale)
  }

  /// `xx`, `yy`, `zz`, `xy`, `xz`, `yz` of the negated Hessian; voxels outside are those at the edge.
  public static func hessian(_ values: [Float], grid: ReferenceGrid, at offset: Int) -> [Float] {
    let voxel = grid.voxel(offset)
    func value(_ dx: Int, _ dy: Int, _ dz: Int) -> Float {
      let i = min(max(voxel.x + dx, 0), grid.x - 1)
      let j = min(max(voxel.y + dy, 0), grid.y - 1)
      let k = min(max(voxel.z + dz, 0), grid.z - 1)
      return values[(k * grid.y + j) * grid.x + i]
    }
    let double = value(0, 0, 0) + value(0, 0, 0)
    return [
      double - (value(-1, 0, 0) + value(1, 0, 0)),
      double - (value(0, -1, 0) + value(0, 1, 0)),
      double - (value(0, 0, -1) + value(0, 0, 1)),
      0.25 * ((value(1, -1, 0) - value(-1, -1, 0)) - (value(1, 1, 0) - value(-1, 1, 0))),
      0.25 * ((value(1, 0, -1) - value(-1, 0, -1)) - (value(1, 0, 1) - value(-1, 0, 1))),
      0.25 * ((value(0, 1, -1) - value(0, -1, -1)) - (value(0, 1, 1) - value(0, -1, 1))),
    ]
  }

  /// The response, where it is greater than `best`.
  private static func response(of m: [Float], factor: Float, above best: Float) -> Float? {
    let (xx, yy, zz, xy, xz, yz) = (m[0], m[1], m[2], m[3], m[4], m[5])
    let least = min(min(xx, yy), zz)
    let minor = yy * zz - yz * yz
    let determinant = (xx * minor - xy * (xy * zz - yz * xz)) + xz * (xy * yz - yy * xz)
    guard least * factor > best, minor > 0, xx * zz - xz * xz > 0, xx * yy - xy * xy > 0, determinant > 0 else {
      return nil
    }
    let ends = eigenvalues(m)
    let value = (ends.smallest * (ends.smallest / ends.largest).squareRoot()) * factor
    return value > best ? value : nil
  }

  /// The largest and the smallest eigenvalue.
  public static func eigenvalues(_ m: [Float]) -> (largest: Float, smallest: Float) {
    let (xx, yy, zz, xy, xz, yz) = (m[0], m[1], m[2], m[3], m[4], m[5])
    let mean = ((xx + yy) + zz) * (1.0 / 3.0)
    let (a, b, c) = (xx - mean, yy - mean, zz - mean)
    let offDiagonal = (xy * xy + xz * xz) + yz * yz
    let square = (((a * a + b * b) + c * c) + (offDiagonal + offDiagonal)) * (1.0 / 6.0)
    let size = square.squareRoot()
    let determinant = (a * (b * c - yz * yz) - xy * (xy * c - yz * xz)) + xz * (xy * yz - b * xz)
    let r = min(max((determinant * 0.5) / max(square * size, .leastNormalMagnitude), -1), 1)
    let high = mean + (size + size) * cosine(((1 + r) * 0.5).squareRoot())
    let low = mean - (size + size) * cosine(((1 - r) * 0.5).squareRoot())
    return (max(high, max(max(xx, yy), zz)), min(low, min(min(xx, yy), zz)))
  }

  /// `cos(⅔ · acos(t))` by its polynomial, the highest power first.
  public static func cosine(_ t: Float) -> Float {
    let coefficients: [Float] = [
      0.0011504290159791708, -0.006169949658215046, 0.01615948975086212, -0.03031306341290474, 0.05286910757422447,
      -0.11104323714971542, 0.5773472189903259, 0.5,
    ]
    return coefficients.dropFirst().reduce(coefficients[0]) { $0 * t + $1 }
  }
}

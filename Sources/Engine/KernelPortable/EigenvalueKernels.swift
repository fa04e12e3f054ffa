import KernelShim

/// Eigenvalues of symmetric matrices, eight at a time. Twin: `HessianReference`. Pointers may have any alignment; targets
/// overlap no source.
public enum EigenvalueKernels {
  private typealias Lanes = SIMD8<Float>

  /// Lays the blobness of matrices over the responses so far.
  ///
  /// With their eigenvalues the response is `(smallest · √(smallest / largest)) · factor`; where it is greater than the one
  /// of its column it takes its place, and `index` that of the scale.
  ///
  /// The eigenvalues are those of the trigonometric solution of the cubic, without trigonometry. With `mean` the third of
  /// the trace, `a`, `b`, `c` the diagonal less `mean`, `square` the sixth of the squared distance from `mean · 1`, `size`
  /// its root, and `r` half the determinant of that distance by `square · size`, held within ±1:
  /// `largest = mean + 2 · size · cos(acos(r) / 3)`, no less than the greatest of the diagonal, and `smallest = mean - 2 ·
  /// size · cos(acos(-r) / 3)`, no more than the least. `cos(acos(r) / 3)` is analytic in `t = √((1 + r) / 2)`, a
  /// polynomial of the seventh degree to 2⁻²³. Where two eigenvalues are nearly equal, the rounding of `r` moves them by
  /// up to a thousandth of `size`.
  /// - Parameters:
  ///   - elements, stride, columns, count: as `HessianKernels.gather` leaves them; up to seven floats behind the last are read.
  ///   - response, scales: of the row.
  @inline(never)
  public static func blobness(
    elements: UnsafePointer<Float>, stride: Int, columns: UnsafePointer<UInt32>, count: Int, factor: Float,
    index: UInt8, response: UnsafeMutablePointer<Float>, scales: UnsafeMutablePointer<UInt8>
  ) {
    let one = Lanes(repeating: 1)
    var i = 0
    while i < count {
      let xx = load(elements, i)
      let yy = load(elements, stride &+ i)
      let zz = load(elements, 2 &* stride &+ i)
      let xy = load(elements, 3 &* stride &+ i)
      let xz = load(elements, 4 &* stride &+ i)
      let yz = load(elements, 5 &* stride &+ i)
      let mean = ((xx + yy) + zz) * (1.0 / 3.0)
      let a = xx - mean
      let b = yy - mean
      let c = zz - mean
      let offDiagonal = (xy * xy + xz * xz) + yz * yz
      let square = (((a * a + b * b) + c * c) + (offDiagonal + offDiagonal)) * (1.0 / 6.0)
      let size = kernel_sqrt(square)
      let determinant = (a * (b * c - yz * yz) - xy * (xy * c - yz * xz)) + xz * (xy * yz - b * xz)
      let cube = kernel_max(square * size, Lanes(repeating: .leastNormalMagnitude))
      let r = kernel_min(kernel_max((determinant * 0.5) / cube, -one), one)
      let reach = size + size
      let largest = kernel_max(
        mean + reach * cosine(kernel_sqrt((one + r) * 0.5)), kernel_max(kernel_max(xx, yy), zz))
      let smallest = kernel_min(
        mean - reach * cosine(kernel_sqrt((one - r) * 0.5)), kernel_min(kernel_min(xx, yy), zz))
      let value = (smallest * kernel_sqrt(smallest / largest)) * factor
      let end = min(8, count &- i)
      var lane = 0
      while lane < end {
        let x = Int(columns[i &+ lane])
        let own = value[lane]
        // NaN, where the smallest is negative by its rounding, is not greater.
        if own > response[x] {
          response[x] = own
          scales[x] = index
        }
        lane &+= 1
      }
      i &+= 8
    }
  }

  /// `cos(⅔ · acos(t))` for `t` from 0 to 1.
  @inline(__always)
  private static func cosine(_ t: Lanes) -> Lanes {
    var sum = Lanes(repeating: 0.0011504290159791708) * t + Lanes(repeating: -0.006169949658215046)
    sum = sum * t + Lanes(repeating: 0.01615948975086212)
    sum = sum * t + Lanes(repeating: -0.03031306341290474)
    sum = sum * t + Lanes(repeating: 0.05286910757422447)
    sum = sum * t + Lanes(repeating: -0.11104323714971542)
    sum = sum * t + Lanes(repeating: 0.5773472189903259)
    return sum * t + Lanes(repeating: 0.5)
  }

  @inline(__always)
  private static func load(_ row: UnsafePointer<Float>, _ x: Int) -> Lanes {
    UnsafeRawPointer(row + x).loadUnaligned(as: Lanes.self)
  }
}

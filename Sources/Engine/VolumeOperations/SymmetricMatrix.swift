/// A symmetric 3 × 3 matrix of doubles.
public struct SymmetricMatrix: Sendable {
  public var xx: Double
  public var yy: Double
  public var zz: Double
  public var xy: Double
  public var xz: Double
  public var yz: Double

  public init(xx: Double, yy: Double, zz: Double, xy: Double, xz: Double, yz: Double) {
    self.xx = xx
    self.yy = yy
    self.zz = zz
    self.xy = xy
    self.xz = xz
    self.yz = yz
  }

  /// The eigenvalues, largest first.
  ///
  /// Cyclic Jacobi rotations: only `+ - · /` and square roots, so the same bits everywhere, and accurate where
  /// eigenvalues lie close together. Source: Golub and Van Loan, Matrix Computations, 4th ed., 8.5.
  public var eigenvalues: (largest: Double, middle: Double, smallest: Double) {
    var matrix = self
    // Convergence is quadratic: a handful of sweeps reaches the last bit; the bound only ends what is not finite.
    for _ in 0..<30 {
      let rest = matrix.xy * matrix.xy + matrix.xz * matrix.xz + matrix.yz * matrix.yz
      let size = matrix.xx * matrix.xx + matrix.yy * matrix.yy + matrix.zz * matrix.zz
      guard rest > 1e-32 * size else { break }
      Self.rotate(&matrix.xx, &matrix.yy, &matrix.xy, &matrix.xz, &matrix.yz)
      Self.rotate(&matrix.xx, &matrix.zz, &matrix.xz, &matrix.xy, &matrix.yz)
      Self.rotate(&matrix.yy, &matrix.zz, &matrix.yz, &matrix.xy, &matrix.xz)
    }
    let (low, high) = matrix.xx < matrix.yy ? (matrix.xx, matrix.yy) : (matrix.yy, matrix.xx)
    if matrix.zz >= high { return (matrix.zz, high, low) }
    return matrix.zz >= low ? (high, matrix.zz, low) : (high, low, matrix.zz)
  }

  /// Rotates the plane of axes p and q so that their common element vanishes; `rp` and `rq` are the elements that the
  /// third axis shares with p and q.
  private static func rotate(
    _ pp: inout Double, _ qq: inout Double, _ pq: inout Double, _ rp: inout Double, _ rq: inout Double
  ) {
    guard pq != 0 else { return }
    let theta = (qq - pp) / (2 * pq)
    let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    pp -= tangent * pq
    qq += tangent * pq
    pq = 0
    (rp, rq) = (cosine * rp - sine * rq, sine * rp + cosine * rq)
  }
}

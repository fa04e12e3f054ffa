#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Twin of `BlobKernels` and of what is measured at a maximum.
public enum BlobReference {
  /// A maximum: its voxel, its response, and the neighbours along each axis as fields of the response.
  public struct Maximum {
    public let offset: Int
    public let response: Float
  }

  /// The negated Laplacian of every voxel times `factor`; voxels outside are those at the edge.
  public static func response(_ values: [Float], grid: ReferenceGrid, factor: Float) -> [Float] {
    values.indices.map { index in
      let (i, j, k) = grid.voxel(index)
      let c = values[index]
      func value(_ dx: Int, _ dy: Int, _ dz: Int) -> Float {
        grid.offset(i + dx, j + dy, k + dz).map { values[$0] } ?? c
      }
      let pairs = (value(-1, 0, 0) + value(1, 0, 0)) + (value(0, -1, 0) + value(0, 1, 0))
      return factor * (6 * c - (pairs + (value(0, 0, -1) + value(0, 0, 1))))
    }
  }

  /// The voxels inside `mask` and off the rim whose response is at least `minimum`, greater than that of the neighbours
  /// before them in scan order, and no less than that of the neighbours after.
  public static func maxima(_ response: [Float], grid: ReferenceGrid, mask: [Bool], minimum: Float) -> [Maximum] {
    response.indices.compactMap { index in
      let (i, j, k) = grid.voxel(index)
      let own = response[index]
      guard mask[index], own >= minimum else { return nil }
      for dz in -1...1 {
        for dy in -1...1 {
          for dx in -1...1 where (dx, dy, dz) != (0, 0, 0) {
            guard let other = grid.offset(i + dx, j + dy, k + dz) else { return nil }
            guard other < index ? own > response[other] : own >= response[other] else { return nil }
          }
        }
      }
      return Maximum(offset: index, response: own)
    }
  }

  /// The eigenvalues of the negated Hessian by central differences times `factor`, largest first, by the trigonometric
  /// solution of the cubic; not on the rim.
  public static func curvatures(_ values: [Float], grid: ReferenceGrid, at offset: Int, factor: Float) -> [Double] {
    let (i, j, k) = grid.voxel(offset)
    func value(_ d: [Int]) -> Double { Double(values[(((k + d[2]) * grid.y) + j + d[1]) * grid.x + i + d[0]]) }
    func step(_ axis: Int, _ sign: Int) -> [Int] { (0..<3).map { $0 == axis ? sign : 0 } }
    func sum(_ a: [Int], _ b: [Int]) -> [Int] { zip(a, b).map(+) }
    var m = [[Double]](repeating: [0, 0, 0], count: 3)
    for a in 0..<3 {
      m[a][a] = value(step(a, 1)) + value(step(a, -1)) - 2 * value([0, 0, 0])
      for b in 0..<3 where b != a {
        let same = value(sum(step(a, 1), step(b, 1))) + value(sum(step(a, -1), step(b, -1)))
        let across = value(sum(step(a, 1), step(b, -1))) + value(sum(step(a, -1), step(b, 1)))
        m[a][b] = (same - across) / 4
      }
    }
    let third = (m[0][0] + m[1][1] + m[2][2]) / 3
    var square = 0.0
    for a in 0..<3 { for b in 0..<3 { square += (m[a][b] - (a == b ? third : 0)) * (m[a][b] - (a == b ? third : 0)) } }
    let size = (square / 6).squareRoot()
    guard size > 0 else { return [Double](repeating: -third * Double(factor), count: 3) }
    func n(_ a: Int, _ b: Int) -> Double { (m[a][b] - (a == b ? third : 0)) / size }
    let determinant =
      n(0, 0) * (n(1, 1) * n(2, 2) - n(1, 2) * n(2, 1)) - n(0, 1) * (n(1, 0) * n(2, 2) - n(1, 2) * n(2, 0))
      + n(0, 2) * (n(1, 0) * n(2, 1) - n(1, 1) * n(2, 0))
    let angle = acos(min(max(determinant / 2, -1), 1)) / 3
    return (0..<3).map { -Double(factor) * (third + 2 * size * cos(angle + 2 * Double.pi / 3 * Double($0))) }
      .sorted(by: >)
  }
}

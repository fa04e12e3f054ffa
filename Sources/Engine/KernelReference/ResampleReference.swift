/// Twin of `ResampleKernels`.
public enum ResampleReference {
  /// The inputs of every output along one axis, with their weights.
  /// - Parameters:
  ///   - count: inputs.
  ///   - spacing, new: between voxel centres, before and after.
  public static func weights(count: Int, spacing: Double, new: Double) -> [[(input: Int, weight: Float)]] {
    guard count > 0 else { return [] }
    let outputs = Int((Double(count - 1) * spacing / new + 1e-6).rounded(.down)) + 1
    let halfWidth = max(1, new / spacing)
    return (0..<outputs).map { output in
      let position = Double(output) * new / spacing
      let all = (0..<count).map { (input: $0, weight: 1 - abs(Double($0) - position) / halfWidth) }
      let used = all.filter { $0.weight >= 1e-6 }
      var total = 0.0
      for one in used { total += one.weight }
      return used.map { ($0.input, Float($0.weight / total)) }
    }
  }

  /// The volume on a grid of another spacing: along y, then z, then x, rounded half to even.
  public static func resample(
    _ values: [Int16], grid: ReferenceGrid, spacing: (x: Double, y: Double, z: Double),
    new: (x: Double, y: Double, z: Double)
  ) -> (values: [Int16], grid: ReferenceGrid) {
    let x = weights(count: grid.x, spacing: spacing.x, new: new.x)
    let y = weights(count: grid.y, spacing: spacing.y, new: new.y)
    let z = weights(count: grid.z, spacing: spacing.z, new: new.z)
    let alongY = ReferenceGrid(x: grid.x, y: y.count, z: grid.z)
    let first = fill(alongY) { i, j, k in sum(y[j]) { Float(values[((k * grid.y) + $0) * grid.x + i]) } }
    let alongZ = ReferenceGrid(x: grid.x, y: y.count, z: z.count)
    let second = fill(alongZ) { i, j, k in sum(z[k]) { first[($0 * alongY.y + j) * alongY.x + i] } }
    let alongX = ReferenceGrid(x: x.count, y: y.count, z: z.count)
    let third = fill(alongX) { i, j, k in sum(x[i]) { second[(k * alongZ.y + j) * alongZ.x + $0] } }
    return (third.map { Int16($0.rounded(.toNearestOrEven)) }, alongX)
  }

  private static func fill(_ grid: ReferenceGrid, _ value: (Int, Int, Int) -> Float) -> [Float] {
    (0..<grid.count).map { index in
      let voxel = grid.voxel(index)
      return value(voxel.x, voxel.y, voxel.z)
    }
  }

  private static func sum(_ weights: [(input: Int, weight: Float)], _ value: (Int) -> Float) -> Float {
    var sum = weights[0].weight * value(weights[0].input)
    for one in weights.dropFirst() { sum += one.weight * value(one.input) }
    return sum
  }
}

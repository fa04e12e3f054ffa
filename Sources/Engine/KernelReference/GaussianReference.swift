#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Twin of `GaussianKernels`.
public enum GaussianReference {
  /// The centre's weight and those to one side of it: a Gaussian of `sigma` voxels, sampled, cut at three σ and
  /// normalised.
  public static func weights(sigma: Double) -> [Float] {
    let radius = Int(3 * sigma + 0.5)
    var samples: [Double] = []
    for distance in 0...radius {
      samples.append(distance == 0 ? 1 : exp(-0.5 * Double(distance * distance) / (sigma * sigma)))
    }
    var tail = 0.0
    for sample in samples.dropFirst() { tail += sample }
    return samples.map { Float($0 / (1 + 2 * tail)) }
  }

  /// The volume smoothed along y, then x, then z; voxels outside are those at the edge.
  public static func smooth(
    _ values: [Float], grid: ReferenceGrid, sigma: (x: Double, y: Double, z: Double)
  ) -> [Float] {
    var result = along(values, grid: grid, step: (0, 1, 0), weights: weights(sigma: sigma.y))
    result = along(result, grid: grid, step: (1, 0, 0), weights: weights(sigma: sigma.x))
    return along(result, grid: grid, step: (0, 0, 1), weights: weights(sigma: sigma.z))
  }

  private static func along(
    _ values: [Float], grid: ReferenceGrid, step: (x: Int, y: Int, z: Int), weights: [Float]
  ) -> [Float] {
    values.indices.map { index in
      let voxel = grid.voxel(index)
      func value(_ distance: Int) -> Float {
        let i = min(max(voxel.x + distance * step.x, 0), grid.x - 1)
        let j = min(max(voxel.y + distance * step.y, 0), grid.y - 1)
        let k = min(max(voxel.z + distance * step.z, 0), grid.z - 1)
        return values[(k * grid.y + j) * grid.x + i]
      }
      var sum = weights[0] * value(0)
      for distance in 1..<max(1, weights.count) { sum += weights[distance] * (value(-distance) + value(distance)) }
      return sum
    }
  }
}

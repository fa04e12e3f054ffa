import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Half of a sampled Gaussian along one axis: `exp(-d² / 2σ²)` for `d` from 0 to ``radius``, truncated at three σ,
/// scaled in double precision so that the whole kernel sums to 1, then rounded to floats.
struct GaussianWeights: Sendable {
  /// The centre's weight first.
  let values: [Float]

  var radius: Int { values.count - 1 }

  /// The widest Gaussian that is accepted, in voxels.
  static let largestSigma = 170.0

  /// - Parameter sigma: in voxels; 0 leaves the axis as it is.
  /// - Throws: ``OperationError/invalidParameter(name:value:)``, named `name`, outside `0...170`.
  init(sigma: Double, name: String) throws(OperationError) {
    guard sigma >= 0, sigma <= Self.largestSigma else { throw .invalidParameter(name: name, value: sigma) }
    let radius = Int(3 * sigma + 0.5)
    let samples = (0...radius).map { $0 == 0 ? 1 : exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
    let total = samples[0] + 2 * samples.dropFirst().reduce(0, +)
    values = samples.map { Float($0 / total) }
  }
}

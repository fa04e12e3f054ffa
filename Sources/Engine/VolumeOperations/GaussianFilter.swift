import StudyModel

/// A separable Gaussian: along y, then x, then z, the edge voxels repeated outside the volume. ``GaussianSweep`` does
/// the work.
struct GaussianFilter: Sendable {
  let x: GaussianWeights
  let y: GaussianWeights
  let z: GaussianWeights

  /// - Parameter sigma: in voxels along each axis.
  init(sigma: PatientVector) throws(OperationError) {
    x = try GaussianWeights(sigma: sigma.x, name: "sigma.x")
    y = try GaussianWeights(sigma: sigma.y, name: "sigma.y")
    z = try GaussianWeights(sigma: sigma.z, name: "sigma.z")
  }

  /// Rows filtered together, an even number. More of them read the input less often and need a larger ring of slices.
  static let stripHeight = 16
}

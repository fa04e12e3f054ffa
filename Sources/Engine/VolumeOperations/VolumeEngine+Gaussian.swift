import StudyModel

extension VolumeEngine {
  /// The volume smoothed by a separable Gaussian, truncated at three σ (radius `Int(3σ + 0.5)` voxels), the edge voxels
  /// repeated outside.
  ///
  /// Order of the arithmetic: along y, then x, then z, each `w[0] · centre + Σ w[d] · (below + above)` with growing
  /// `d`, in floats, without fused multiply-add; the weights are computed in doubles and rounded.
  /// - Parameter sigma: in voxels along each axis, 0 to 170; 0 leaves the axis as it is.
  /// - Throws: ``OperationError/invalidParameter(name:value:)`` for another σ.
  public func gaussian(_ volume: FloatVolume, sigma: PatientVector) throws(OperationError) -> FloatVolume {
    try withExtendedLifetime(volume) { () throws(OperationError) in
      try gaussian(GaussianSource(volume), of: volume.geometry, sigma: sigma)
    }
  }

  /// The same of whole numbers, taken as floats.
  public func gaussian(_ volume: Volume, sigma: PatientVector) throws(OperationError) -> FloatVolume {
    try withExtendedLifetime(volume) { () throws(OperationError) in
      try gaussian(GaussianSource(volume, kernels: kernels.intensity), of: volume.geometry, sigma: sigma)
    }
  }

  private func gaussian(
    _ source: GaussianSource, of geometry: VolumeGeometry, sigma: PatientVector
  ) throws(OperationError) -> FloatVolume {
    let filter = try GaussianFilter(sigma: sigma)
    let shape = geometry.shape
    let result = arena.storage(of: Float.self, count: shape.count)
    nonisolated(unsafe) let target = result.mutablePointer
    loop.forEachSlab(of: shape.y, height: GaussianFilter.stripHeight) { rows in
      let strip = VoxelBox(x: 0..<shape.x, y: rows, z: 0..<shape.z)
      guard strip.shape.count > 0 else { return }
      GaussianSweep(source: source, filter: filter, shape: shape, box: strip, arena: arena)
        .run(target: SliceTarget(box: strip, of: shape, in: target), kernels: kernels.filters)
    }
    return FloatVolume(geometry: geometry, storage: result)
  }
}

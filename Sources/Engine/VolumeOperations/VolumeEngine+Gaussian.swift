import StudyModel

extension VolumeEngine {
  /// The volume smoothed by a separable Gaussian, truncated at three σ (radius `Int(3σ + 0.5)` voxels), the edge voxels
  /// repeated outside.
  ///
  /// Order of the arithmetic: along z, then y, then x, each `w[0] · centre + Σ w[d] · (below + above)` with growing `d`, in
  /// floats, without fused multiply-add; the weights are computed in doubles and rounded.
  /// - Parameter sigma: in voxels along each axis, 0 to 170; 0 leaves the axis as it is.
  /// - Throws: ``OperationError/invalidParameter(name:value:)`` for another σ.
  public func gaussian(_ volume: FloatVolume, sigma: PatientVector) throws(OperationError) -> FloatVolume {
    let filter = try GaussianFilter(sigma: sigma)
    let shape = volume.shape
    let result = arena.storage(of: Float.self, count: shape.count)
    nonisolated(unsafe) let source = volume.storage.pointer
    nonisolated(unsafe) let target = result.mutablePointer
    loop.forEachSlab(of: shape.z, height: GaussianFilter.slabHeight) { slab in
      filter.run(
        source: source, shape: shape, box: VoxelBox(x: 0..<shape.x, y: 0..<shape.y, z: slab), target: target,
        kernels: kernels.filters, arena: arena)
    }
    return FloatVolume(geometry: volume.geometry, storage: result)
  }
}

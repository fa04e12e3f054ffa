import StudyModel
import Synchronization

extension VolumeEngine {
  /// Bright blobs of several sizes: for every scale s the maxima of the response
  /// `-(s / h)² · ∇² (G(s) * volume)`, where h is the spacing and ∇² the six-point Laplacian.
  ///
  /// A maximum is a voxel inside the mask and not on the rim of the volume whose response is at least
  /// `minimumResponse`, greater than that of the 13 neighbours before it in scan order and no less than that of the 13
  /// after it: of equal neighbours the first counts. Smoothing and derivatives repeat the edge voxels; see
  /// ``gaussian(_:sigma:)``. Only what the mask needs is computed, and beside the input one volume of floats is kept.
  ///
  /// - Parameters:
  ///   - volume: equal spacing along all axes.
  ///   - mask: on the same grid.
  ///   - scales: the σ of the Gaussians, positive. A ball of radius r answers most at s = r / √3.
  ///   - minimumResponse: in the unit of the volume.
  /// - Returns: the maxima by scale in the order given, then in scan order.
  /// - Throws: ``OperationError/anisotropic(spacing:)`` where spacings differ by more than a millionth,
  ///   ``OperationError/shapeMismatch(expected:found:)`` for a mask of another shape,
  ///   ``OperationError/invalidParameter(name:value:)`` for a spacing, a scale or a response that is no sensible
  ///   number.
  /// - Source: Lindeberg, Feature detection with automatic scale selection, 1998.
  public func blobs(
    in volume: FloatVolume, inside mask: MaskVolume, scales: [Millimetres], minimumResponse: Float
  ) throws(OperationError) -> [BlobMaximum] {
    let shape = volume.shape
    let spacing = volume.geometry.spacing
    guard mask.shape == shape else { throw .shapeMismatch(expected: shape, found: mask.shape) }
    guard spacing.x > 0, spacing.x.isFinite else { throw .invalidParameter(name: "spacing.x", value: spacing.x) }
    guard abs(spacing.y - spacing.x) <= 1e-6 * spacing.x, abs(spacing.z - spacing.x) <= 1e-6 * spacing.x else {
      throw .anisotropic(spacing: spacing)
    }
    guard !minimumResponse.isNaN else { throw .invalidParameter(name: "minimumResponse", value: .nan) }
    var filters: [(scale: Millimetres, filter: GaussianFilter)] = []
    for scale in scales {
      guard scale.value > 0 else { throw .invalidParameter(name: "scale", value: scale.value) }
      let sigma = scale.value / spacing.x
      filters.append((scale, try GaussianFilter(sigma: PatientVector(x: sigma, y: sigma, z: sigma))))
    }
    guard shape.x > 2, shape.y > 2, shape.z > 2 else { return [] }
    let footprint = MaskFootprint(of: mask)
    let smoothed = arena.storage(of: Float.self, count: shape.count)
    return filters.flatMap { scale, filter in
      smooth(volume, with: filter, round: footprint, into: smoothed)
      let sigma = scale.value / spacing.x
      return maxima(
        of: smoothed, mask: mask, footprint: footprint, scale: scale, factor: Float(sigma * sigma),
        minimum: minimumResponse)
    }
  }

  /// Smooths what lies within two voxels of the mask.
  private func smooth(
    _ volume: FloatVolume, with filter: GaussianFilter, round footprint: MaskFootprint, into result: VoxelStorage<Float>
  ) {
    let shape = volume.shape
    nonisolated(unsafe) let source = volume.storage.pointer
    nonisolated(unsafe) let target = result.mutablePointer
    loop.forEachSlab(of: shape.y, height: GaussianFilter.stripHeight) { rows in
      guard let needed = footprint.box(y: rows.lowerBound - 2..<rows.upperBound + 2, z: 0..<shape.z) else { return }
      let grown = needed.grown(x: 2, y: 2, z: 2, within: shape)
      let strip = VoxelBox(x: grown.x, y: grown.y.clamped(to: rows), z: grown.z)
      GaussianSweep(filter: filter, shape: shape, box: strip, arena: arena)
        .run(source: source, target: target, kernels: kernels.filters)
    }
  }

  private func maxima(
    of smoothed: VoxelStorage<Float>, mask: MaskVolume, footprint: MaskFootprint, scale: Millimetres, factor: Float,
    minimum: Float
  ) -> [BlobMaximum] {
    let shape = mask.shape
    let height = 16
    let found = Mutex([[BlobMaximum]](repeating: [], count: (shape.z + height - 1) / height))
    nonisolated(unsafe) let source = smoothed.pointer
    nonisolated(unsafe) let words = mask.words.pointer
    loop.forEachSlab(of: shape.z, height: height) { slab in
      // The rim of the volume has no maxima.
      guard let area = footprint.box(y: 1..<shape.y - 1, z: slab.clamped(to: 1..<shape.z - 1)) else { return }
      let scan = BlobScan(
        smoothed: source, mask: words, shape: shape, scale: scale, factor: factor, area: area, arena: arena)
      let maxima = scan.maxima(minimum: minimum, kernels: kernels.filters)
      found.withLock { $0[slab.lowerBound / height] = maxima }
    }
    return found.withLock { $0.flatMap { $0 } }
  }
}

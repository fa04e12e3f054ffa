import StudyModel

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
    guard mask.shape == shape else { throw .shapeMismatch(expected: shape, found: mask.shape) }
    let spacing = try Self.isotropicSpacing(of: volume.geometry)
    guard !minimumResponse.isNaN else { throw .invalidParameter(name: "minimumResponse", value: .nan) }
    var filters: [(scale: Millimetres, filter: GaussianFilter)] = []
    for scale in scales {
      guard scale.value > 0 else { throw .invalidParameter(name: "scale", value: scale.value) }
      let sigma = scale.value / spacing
      filters.append((scale, try GaussianFilter(sigma: PatientVector(x: sigma, y: sigma, z: sigma))))
    }
    guard shape.x > 2, shape.y > 2, shape.z > 2 else { return [] }
    let footprint = MaskFootprint(of: mask)
    let smoothed = arena.storage(of: Float.self, count: shape.count)
    return withExtendedLifetime(smoothed) {
      filters.flatMap { scale, filter in
        smooth(volume, with: filter, round: footprint, into: smoothed)
        let sigma = scale.value / spacing
        let measure = BlobMeasure(
          smoothed: smoothed.pointer, shape: shape, scale: scale, factor: Float(sigma * sigma))
        let response = kernels.filters.response
        return maxima(inside: mask, footprint: footprint, minimum: minimumResponse) { y, z, columns, row in
          measure.respond(y: y, z: z, columns: columns, row: row, kernel: response)
        }.map { measure.blob(at: $0) }
      }
    }
  }

  /// Smooths what lies within two voxels of the mask.
  private func smooth(
    _ volume: FloatVolume, with filter: GaussianFilter, round footprint: MaskFootprint, into result: VoxelStorage<Float>
  ) {
    let shape = volume.shape
    let source = GaussianSource(volume)
    nonisolated(unsafe) let target = result.mutablePointer
    loop.forEachSlab(of: shape.y, height: GaussianFilter.stripHeight) { rows in
      guard let needed = footprint.box(y: rows.lowerBound - 2..<rows.upperBound + 2, z: 0..<shape.z) else { return }
      let grown = needed.grown(x: 2, y: 2, z: 2, within: shape)
      let strip = VoxelBox(x: grown.x, y: grown.y.clamped(to: rows), z: grown.z)
      GaussianSweep(source: source, filter: filter, shape: shape, box: strip, arena: arena)
        .run(target: SliceTarget(box: strip, of: shape, in: target), kernels: kernels.filters)
    }
  }
}

import StudyModel

extension VolumeEngine {
  /// Hessian blobness of several sizes in one pass: for every voxel the greatest response, and which scale gave it.
  ///
  /// At scale s with weight w the response is `smallest · √(smallest / largest) · (s / h)² · w`, where the two are the
  /// eigenvalues of the negated Hessian of the volume smoothed with s, all positive in a bright ball, the smallest near 0
  /// along a vessel, two near 0 in a wall; it is 0 where one of them is not positive. Derivatives are those of the
  /// discrete scale space: central differences of the smoothed volume in voxels of size h, the edge voxels repeated. Of
  /// equal scales the first counts. Outside the mask the response is 0.
  ///
  /// In strips of rows that stay in the cache: beside the result no volume is kept. In floats without fused
  /// multiply-add; see `HessianKernels` for the order of the arithmetic.
  /// - Parameters:
  ///   - volume: equal spacing along all axes.
  ///   - mask: on the same grid.
  ///   - scales: at most 255; a ball of radius r answers most near s = r / √3.
  /// - Throws: ``OperationError/anisotropic(spacing:)`` where spacings differ by more than a millionth,
  ///   ``OperationError/shapeMismatch(expected:found:)`` for a mask of another shape,
  ///   ``OperationError/invalidParameter(name:value:)`` for a spacing, a scale or a weight that is no sensible number,
  ///   and for too many scales.
  /// - Source: Lindeberg, Discrete derivative approximations with scale-space properties, 1993.
  public func blobness(
    of volume: FloatVolume, inside mask: MaskVolume, scales: [BlobScale]
  ) throws(OperationError) -> Blobness {
    try withExtendedLifetime(volume) { () throws(OperationError) in
      try blobness(of: GaussianSource(volume), geometry: volume.geometry, inside: mask, scales: scales)
    }
  }

  /// The same of whole numbers, taken as floats.
  public func blobness(
    of volume: Volume, inside mask: MaskVolume, scales: [BlobScale]
  ) throws(OperationError) -> Blobness {
    try withExtendedLifetime(volume) { () throws(OperationError) in
      try blobness(
        of: GaussianSource(volume, kernels: kernels.intensity), geometry: volume.geometry, inside: mask, scales: scales)
    }
  }

  private func blobness(
    of source: GaussianSource, geometry: VolumeGeometry, inside mask: MaskVolume, scales: [BlobScale]
  ) throws(OperationError) -> Blobness {
    let shape = geometry.shape
    guard mask.shape == shape else { throw .shapeMismatch(expected: shape, found: mask.shape) }
    guard scales.count <= 255 else { throw .invalidParameter(name: "scales.count", value: Double(scales.count)) }
    let spacing = try Self.isotropicSpacing(of: geometry)
    var filters: [(filter: GaussianFilter, factor: Float)] = []
    for scale in scales {
      guard scale.sigma.value > 0 else { throw .invalidParameter(name: "scale", value: scale.sigma.value) }
      guard scale.weight.isFinite else { throw .invalidParameter(name: "weight", value: Double(scale.weight)) }
      let sigma = scale.sigma.value / spacing
      filters.append(
        (try GaussianFilter(sigma: PatientVector(x: sigma, y: sigma, z: sigma)), Float(sigma * sigma) * scale.weight))
    }
    let response = arena.storage(of: Float.self, count: shape.count)
    let winners = arena.storage(of: UInt8.self, count: shape.count)
    let footprint = MaskFootprint(of: mask)
    nonisolated(unsafe) let words = mask.words.pointer
    nonisolated(unsafe) let responses = response.mutablePointer
    nonisolated(unsafe) let indices = winners.mutablePointer
    let list = filters
    loop.forEachSlab(of: shape.y, height: GaussianFilter.stripHeight) { rows in
      for z in 0..<shape.z {
        let start = shape.offset(x: 0, y: rows.lowerBound, z: z)
        (responses + start).update(repeating: 0, count: rows.count * shape.x)
        (indices + start).update(repeating: 0, count: rows.count * shape.x)
      }
      guard let area = footprint.box(y: rows, z: 0..<shape.z) else { return }
      let sweep = HessianSweep(shape: shape, area: area, arena: arena)
      for (index, scale) in list.enumerated() {
        sweep.run(
          source: source, filter: scale.filter, mask: words, factor: scale.factor, index: UInt8(index),
          response: responses, scales: indices, kernels: kernels.filters, arena: arena)
      }
    }
    return Blobness(
      response: FloatVolume(geometry: geometry, storage: response),
      scale: VoxelGrid(geometry: geometry, storage: winners))
  }

  /// The spacing of a grid whose axes have the same, in mm.
  static func isotropicSpacing(of geometry: VolumeGeometry) throws(OperationError) -> Double {
    let spacing = geometry.spacing
    guard spacing.x > 0, spacing.x.isFinite else { throw .invalidParameter(name: "spacing.x", value: spacing.x) }
    guard abs(spacing.y - spacing.x) <= 1e-6 * spacing.x, abs(spacing.z - spacing.x) <= 1e-6 * spacing.x else {
      throw .anisotropic(spacing: spacing)
    }
    return spacing.x
  }
}

import StudyModel

extension VolumeEngine {
  /// Hysteresis: those connected parts of a mask that hold at least one voxel of another. With two thresholds, the voxels of
  /// the lenient one that hang together with a voxel of the strict one.
  /// - Parameters:
  ///   - seeds: need not lie within the mask; what lies outside has no say.
  ///   - mask: on the same grid.
  /// - Throws: ``OperationError/shapeMismatch(expected:found:)`` for seeds of another shape,
  ///   ``OperationError/tooLarge(voxels:)`` for a mask of more than ``maximumVoxels``.
  public func grow(
    _ seeds: MaskVolume, within mask: MaskVolume, connectivity: Connectivity
  ) throws(OperationError) -> MaskVolume {
    guard seeds.shape == mask.shape else { throw .shapeMismatch(expected: mask.shape, found: seeds.shape) }
    let parts = try components(mask, connectivity: connectivity)
    let reached = try overlap(of: parts, with: seeds)
    return select(parts) { reached[Int($0.label)] > 0 }
  }
}

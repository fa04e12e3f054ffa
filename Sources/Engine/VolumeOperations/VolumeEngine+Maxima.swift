import StudyModel
import Synchronization

extension VolumeEngine {
  /// The local maxima of a volume: voxels inside the mask and not on the rim of the volume whose value is at least
  /// `minimum`, greater than that of the 13 neighbours before them in scan order and no less than that of the 13 after
  /// them: of equal neighbours the first counts.
  /// - Parameter volume: no value NaN.
  /// - Returns: in scan order.
  /// - Throws: ``OperationError/shapeMismatch(expected:found:)`` for a mask of another shape,
  ///   ``OperationError/invalidParameter(name:value:)`` for a minimum that is NaN.
  public func maxima(
    of volume: FloatVolume, inside mask: MaskVolume, minimum: Float
  ) throws(OperationError) -> [LocalMaximum] {
    let shape = volume.shape
    guard mask.shape == shape else { throw .shapeMismatch(expected: shape, found: mask.shape) }
    guard !minimum.isNaN else { throw .invalidParameter(name: "minimum", value: .nan) }
    nonisolated(unsafe) let source = volume.storage.pointer
    return maxima(inside: mask, footprint: MaskFootprint(of: mask), minimum: minimum) { y, z, columns, row in
      (row + columns.lowerBound).update(
        from: source + shape.offset(x: columns.lowerBound, y: y, z: z), count: columns.count)
    }
  }

  /// The local maxima of values that `fill` makes row by row; see ``MaximumScan``.
  func maxima(
    inside mask: MaskVolume, footprint: MaskFootprint, minimum: Float,
    fill: @Sendable (_ y: Int, _ z: Int, _ columns: Range<Int>, _ row: UnsafeMutablePointer<Float>) -> Void
  ) -> [LocalMaximum] {
    let shape = mask.shape
    guard shape.x > 2, shape.y > 2, shape.z > 2 else { return [] }
    let height = 16
    let found = Mutex([[LocalMaximum]](repeating: [], count: (shape.z + height - 1) / height))
    nonisolated(unsafe) let words = mask.words.pointer
    loop.forEachSlab(of: shape.z, height: height) { slab in
      // The rim of the volume has no maxima.
      guard let area = footprint.box(y: 1..<shape.y - 1, z: slab.clamped(to: 1..<shape.z - 1)) else { return }
      let maxima = MaximumScan(mask: words, shape: shape, area: area, arena: arena)
        .maxima(minimum: minimum, kernels: kernels.filters, fill: fill)
      found.withLock { $0[slab.lowerBound / height] = maxima }
    }
    return found.withLock { $0.flatMap { $0 } }
  }
}

import StudyModel

extension VolumeEngine {
  /// The volume under a mask, held within a range, with one value everywhere else.
  /// - Parameters:
  ///   - range: lowest and highest value of the result under the mask, in HU.
  ///   - outside: the value elsewhere, in HU.
  /// - Throws: ``OperationError/shapeMismatch(expected:found:)`` for a mask of another shape.
  public func masked(
    _ volume: Volume, inside mask: MaskVolume, clampedTo range: ClosedRange<Int16>, outside: Int16
  ) throws(OperationError) -> Volume {
    let shape = volume.shape
    guard mask.shape == shape else { throw .shapeMismatch(expected: shape, found: mask.shape) }
    let result = arena.storage(of: Int16.self, count: shape.count)
    let wordsPerRow = MaskLayout(of: shape).wordsPerRow
    nonisolated(unsafe) let source = volume.storage.pointer
    nonisolated(unsafe) let words = mask.words.pointer
    nonisolated(unsafe) let target = result.mutablePointer
    loop.forEachSlab(of: shape.z) { slab in
      let start = slab.lowerBound * shape.slice
      kernels.intensity.masked(
        source + start, words + slab.lowerBound * shape.y * wordsPerRow, slab.count * shape.y, shape.x, wordsPerRow,
        range.lowerBound, range.upperBound, outside, target + start)
    }
    return Volume(geometry: volume.geometry, storage: result)
  }
}

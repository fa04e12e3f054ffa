import StudyModel

extension VolumeEngine {
  /// The voxels whose value lies within a closed range.
  /// - Parameter range: in HU.
  public func threshold(_ volume: Volume, within range: ClosedRange<Int16>) -> MaskVolume {
    let shape = volume.shape
    let result = arena.storage(of: UInt64.self, count: MaskVolume.wordCount(of: shape))
    let wordsPerSlice = MaskLayout(of: shape).wordsPerRow * shape.y
    nonisolated(unsafe) let voxels = volume.storage.pointer
    nonisolated(unsafe) let words = result.mutablePointer
    loop.forEachSlab(of: shape.z) { slab in
      kernels.masks.within(
        voxels + slab.lowerBound * shape.slice, slab.count * shape.y, shape.x, range.lowerBound, range.upperBound,
        words + slab.lowerBound * wordsPerSlice)
    }
    return MaskVolume(geometry: volume.geometry, words: result)
  }

  /// The voxels below a value.
  /// - Parameter limit: in HU, itself not included.
  public func threshold(_ volume: Volume, below limit: Int16) -> MaskVolume {
    guard limit > .min else { return empty(volume.geometry) }
    return threshold(volume, within: .min...(limit - 1))
  }

  /// The voxels above a value.
  /// - Parameter limit: in HU, itself not included.
  public func threshold(_ volume: Volume, above limit: Int16) -> MaskVolume {
    guard limit < .max else { return empty(volume.geometry) }
    return threshold(volume, within: (limit + 1)...(.max))
  }
}

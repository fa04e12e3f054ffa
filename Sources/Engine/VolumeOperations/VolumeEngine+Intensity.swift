import StudyModel

extension VolumeEngine {
  /// The voxels as floats, held within a range.
  /// - Parameter range: lowest and highest value of the result, in HU.
  public func floats(_ volume: Volume, clampedTo range: ClosedRange<Float>) -> FloatVolume {
    let result = arena.storage(of: Float.self, count: volume.shape.count)
    let slice = volume.shape.slice
    nonisolated(unsafe) let source = volume.storage.pointer
    nonisolated(unsafe) let target = result.mutablePointer
    loop.forEachSlab(of: volume.shape.z) { slab in
      let start = slab.lowerBound * slice
      kernels.intensity.floats(
        source + start, range.lowerBound, range.upperBound, target + start, slab.count * slice)
    }
    return FloatVolume(geometry: volume.geometry, storage: result)
  }
}

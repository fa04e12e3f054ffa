import StudyModel

extension VolumeEngine {
  /// Stored pixels of one slice to HU: the stored bits, times `slope`, plus `intercept` (in doubles, one rounding
  /// each), rounded half to even, held within 16 bits. Runs on the calling thread, so that slices can be loaded in
  /// parallel.
  ///
  /// - Parameters:
  ///   - stored: the words as they were decoded.
  ///   - padding: stored values that are no measurement (Pixel Padding Value to Range Limit), if any.
  ///   - paddingValue: what such pixels become, in HU.
  ///   - target: as many values as `stored` has.
  /// - Throws: ``OperationError/countMismatch(expected:found:)``, ``OperationError/invalidStoredBits(stored:high:)``,
  ///   or ``OperationError/invalidParameter(name:value:)`` for a slope or intercept that is not finite.
  public func rescale(
    stored: Span<UInt16>, format: StoredFormat, slope: Double, intercept: Double, padding: ClosedRange<Int>?,
    paddingValue: Int16, into target: inout MutableSpan<Int16>
  ) throws(OperationError) {
    guard target.count == stored.count else { throw .countMismatch(expected: stored.count, found: target.count) }
    guard (1...16).contains(format.bitsStored), (format.bitsStored - 1...15).contains(format.highBit) else {
      throw .invalidStoredBits(stored: format.bitsStored, high: format.highBit)
    }
    guard slope.isFinite else { throw .invalidParameter(name: "slope", value: slope) }
    guard intercept.isFinite else { throw .invalidParameter(name: "intercept", value: intercept) }
    let whole = (slope: Int32(exactly: slope), intercept: Int32(exactly: intercept))
    let low = padding.map { Int32(clamping: $0.lowerBound) } ?? 1
    let high = padding.map { Int32(clamping: $0.upperBound) } ?? 0
    stored.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        let (left, right) = (Int32(31 - format.highBit), Int32(32 - format.bitsStored))
        if let slope = whole.slope, let intercept = whole.intercept, abs(Int(slope)) <= Self.mostWholeSlope,
          abs(Int(intercept)) <= Self.mostWholeIntercept
        {
          kernels.intensity.rescaleWhole(
            from, left, right, format.isSigned, slope, intercept, low, high, paddingValue, to, source.count)
        } else {
          kernels.intensity.rescale(
            from, left, right, format.isSigned, slope, intercept, low, high, paddingValue, to, source.count)
        }
      }
    }
  }

  /// Up to here 16 stored bits times the slope, plus the intercept, stay within 32 bits.
  private static let mostWholeSlope = 16384
  private static let mostWholeIntercept = 1 << 29

  /// The voxels as floats, held within a range.
  /// - Parameter range: lowest and highest value of the result, in HU.
  public func floats(_ volume: Volume, clampedTo range: ClosedRange<Float>) -> FloatVolume {
    let result = arena.storage(of: Float.self, count: volume.shape.count)
    let slice = volume.shape.slice
    nonisolated(unsafe) let source = volume.storage.pointer
    nonisolated(unsafe) let target = result.mutablePointer
    loop.forEachSlab(of: volume.shape.z) { slab in
      let start = slab.lowerBound * slice
      kernels.intensity.floats(source + start, range.lowerBound, range.upperBound, target + start, slab.count * slice)
    }
    return FloatVolume(geometry: volume.geometry, storage: result)
  }
}

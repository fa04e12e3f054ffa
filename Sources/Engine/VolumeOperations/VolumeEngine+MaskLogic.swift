import StudyModel

extension VolumeEngine {
  /// A mask in which nothing is set.
  public func empty(_ geometry: VolumeGeometry) -> MaskVolume {
    let result = arena.storage(of: UInt64.self, count: MaskVolume.wordCount(of: geometry.shape))
    result.mutablePointer.update(repeating: 0, count: result.count)
    return MaskVolume(geometry: geometry, words: result)
  }

  /// The voxels set in both masks.
  /// - Throws: ``OperationError/shapeMismatch(expected:found:)`` for masks of two shapes.
  public func intersection(_ a: MaskVolume, _ b: MaskVolume) throws(OperationError) -> MaskVolume {
    try combined(a, b, by: kernels.masks.intersect)
  }

  /// The voxels set in either mask.
  /// - Throws: ``OperationError/shapeMismatch(expected:found:)`` for masks of two shapes.
  public func union(_ a: MaskVolume, _ b: MaskVolume) throws(OperationError) -> MaskVolume {
    try combined(a, b, by: kernels.masks.unite)
  }

  /// The voxels set in `a` but not in `b`.
  /// - Throws: ``OperationError/shapeMismatch(expected:found:)`` for masks of two shapes.
  public func subtracting(_ a: MaskVolume, _ b: MaskVolume) throws(OperationError) -> MaskVolume {
    try combined(a, b, by: kernels.masks.subtract)
  }

  /// The voxels that are not set.
  public func complement(_ a: MaskVolume) -> MaskVolume {
    let result = arena.storage(of: UInt64.self, count: a.words.count)
    let layout = MaskLayout(of: a.shape)
    if !layout.isEmpty {
      kernels.masks.complement(
        a.words.pointer, result.mutablePointer, layout.rows, layout.wordsPerRow, layout.lastMask)
    }
    return MaskVolume(geometry: a.geometry, words: result)
  }

  /// The number of voxels set.
  public func count(_ a: MaskVolume) -> Int {
    var total = 0
    kernels.masks.countBits(a.words.pointer, a.words.count, &total)
    return total
  }

  /// On the calling thread: the masks of a whole CT series are 10 MB each, and memory is the limit.
  private func combined(
    _ a: MaskVolume, _ b: MaskVolume, by combine: MaskKernels.Combination
  ) throws(OperationError) -> MaskVolume {
    guard a.shape == b.shape else { throw .shapeMismatch(expected: a.shape, found: b.shape) }
    let result = arena.storage(of: UInt64.self, count: a.words.count)
    combine(a.words.pointer, b.words.pointer, result.mutablePointer, a.words.count)
    return MaskVolume(geometry: a.geometry, words: result)
  }
}

import StudyModel

extension VolumeEngine {
  /// A block of the volume under a mask, held within a range, with one value everywhere else.
  /// - Parameters:
  ///   - box: the block; the whole volume where there is none. The mask and the result lie on its grid.
  ///   - range: lowest and highest value of the result under the mask, in HU.
  ///   - outside: the value elsewhere, in HU.
  /// - Throws: ``OperationError/shapeMismatch(expected:found:)`` for a mask of another shape,
  ///   ``OperationError/boxOutside(_:shape:)`` for a box that reaches outside.
  public func masked(
    _ volume: Volume, box: VoxelBox? = nil, inside mask: MaskVolume, clampedTo range: ClosedRange<Int16>, outside: Int16
  ) throws(OperationError) -> Volume {
    let box = box ?? VoxelBox(of: volume.shape)
    let geometry = try volume.geometry.cropped(to: box)
    let (old, shape) = (volume.shape, geometry.shape)
    guard mask.shape == shape else { throw .shapeMismatch(expected: shape, found: mask.shape) }
    let result = arena.storage(of: Int16.self, count: shape.count)
    let wordsPerRow = MaskLayout(of: shape).wordsPerRow
    nonisolated(unsafe) let source = volume.storage.pointer
    nonisolated(unsafe) let words = mask.words.pointer
    nonisolated(unsafe) let target = result.mutablePointer
    loop.forEachSlab(of: shape.z) { slab in
      for z in slab {
        for y in 0..<shape.y {
          kernels.intensity.masked(
            source + old.offset(x: box.x.lowerBound, y: box.y.lowerBound + y, z: box.z.lowerBound + z),
            words + (z * shape.y + y) * wordsPerRow, 1, shape.x, wordsPerRow, range.lowerBound, range.upperBound,
            outside, target + shape.offset(x: 0, y: y, z: z))
        }
      }
    }
    return Volume(geometry: geometry, storage: result)
  }
}

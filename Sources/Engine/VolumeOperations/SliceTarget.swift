import StudyModel

/// Where a sweep through the slices leaves the rows of its box: in a volume, or in a ring of a few slices.
struct SliceTarget {
  /// The first row of the box in the slice of slot 0.
  private let base: UnsafeMutablePointer<Float>
  private let rowStride: Int
  private let sliceStride: Int
  /// Slices that there is room for; slice k lies in slot `k % slots`.
  private let slots: Int

  /// The box's own place in a volume of `shape`.
  init(box: VoxelBox, of shape: GridShape, in volume: UnsafeMutablePointer<Float>) {
    self.init(
      base: volume + shape.offset(x: box.x.lowerBound, y: box.y.lowerBound, z: 0), rowStride: shape.x,
      sliceStride: shape.slice, slots: shape.z)
  }

  init(base: UnsafeMutablePointer<Float>, rowStride: Int, sliceStride: Int, slots: Int) {
    self.base = base
    self.rowStride = rowStride
    self.sliceStride = sliceStride
    self.slots = slots
  }

  /// Row `index` of the box in slice `z`.
  func row(_ index: Int, of z: Int) -> UnsafeMutablePointer<Float> {
    base + (z % slots * sliceStride + index * rowStride)
  }
}

import StudyModel
import VolumeOperations

extension PlanarImage {
  /// The mean along each line from front to back of an axial volume: rows from head to feet, pixels from the patient's right to
  /// the left.
  init(meanOf volume: Volume, axes: AnatomicalAxes, loop: ParallelLoop) {
    let shape = volume.shape
    let lines = loop.map(shape.z) { row in
      let z = axes.head.isReversed ? row : shape.z - 1 - row
      var sums = [Int32](repeating: 0, count: shape.x)
      volume.storage.withSpan { voxels in
        for y in 0..<shape.y {
          let start = shape.offset(x: 0, y: y, z: z)
          for x in 0..<shape.x { sums[x] &+= Int32(voxels[start + x]) }
        }
      }
      let means = sums.map { Float($0) / Float(shape.y) }
      return axes.left.isReversed ? means.reversed() : means
    }
    self.init(
      width: shape.x, height: shape.z, spacingX: volume.geometry.spacing.x, spacingY: volume.geometry.spacing.z,
      values: lines.flatMap { $0 })
  }
}

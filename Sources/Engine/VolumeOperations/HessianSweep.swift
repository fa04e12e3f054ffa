import StudyModel

/// The Hessian blobness of one strip of rows at one scale, in one sweep through the slices.
///
/// The smoothed rows of the strip and one on either side stay in a ring of four slices; neither a smoothed volume nor
/// one of the Hessian's elements ever exists.
struct HessianSweep {
  private let shape: GridShape
  private let area: VoxelBox
  /// ``area`` and its neighbours.
  private let box: VoxelBox
  private let ring: VoxelStorage<Float>
  private let list: VoxelStorage<UnsafePointer<Float>>
  private let stride: Int
  /// The Hessians that a row has to measure, their columns, and their number.
  private let elements: VoxelStorage<Float>
  private let columns: VoxelStorage<UInt32>
  private let count: VoxelStorage<Int>
  private static let slots = 4
  /// Before and behind every row: blocks of eight voxels are read that reach over the area by seven, and one voxel more.
  private static let margin = 16

  /// - Parameter area: where the mask has voxels in the strip; not empty.
  init(shape: GridShape, area: VoxelBox, arena: MemoryArena) {
    self.shape = shape
    self.area = area
    box = area.grown(x: 1, y: 1, z: 1, within: shape)
    stride = (box.x.count + 2 * Self.margin + 7) & ~7
    ring = arena.storage(count: Self.slots * box.y.count * stride)
    list = arena.storage(count: 9)
    elements = arena.storage(count: 6 * (shape.x + 8) + 48)
    columns = arena.storage(count: shape.x)
    count = arena.storage(count: 1)
    // Whole blocks are computed, beyond the voxels that are written: there must be numbers.
    ring.mutablePointer.update(repeating: 0, count: ring.count)
    elements.mutablePointer.update(repeating: 0, count: elements.count)
  }

  /// - Parameters:
  ///   - source: a volume of the shape.
  ///   - filter: the Gaussian of the scale.
  ///   - mask: the words of the mask, of the same shape.
  ///   - factor, index: what the kernel multiplies with, and the number of the scale.
  ///   - response, scales: volumes of the shape; voxels of the mask where this scale answers more are written.
  func run(
    source: GaussianSource, filter: GaussianFilter, mask: UnsafePointer<UInt64>, factor: Float, index: UInt8,
    response: UnsafeMutablePointer<Float>, scales: UnsafeMutablePointer<UInt8>, kernels: FilterKernels,
    arena: MemoryArena
  ) {
    let target = SliceTarget(
      base: ring.mutablePointer + Self.margin, rowStride: stride, sliceStride: box.y.count * stride, slots: Self.slots)
    let firstWord = area.x.lowerBound >> 6
    let wordCount = (area.x.upperBound + 63) >> 6 - firstWord
    let wordsPerRow = MaskVolume.wordsPerRow(of: shape)
    var next = area.z.lowerBound
    GaussianSweep(source: source, filter: filter, shape: shape, box: box, arena: arena)
      .run(target: target, kernels: kernels) { slices in
        for z in slices { repeatEdges(of: z, in: target) }
        while next < area.z.upperBound, min(next + 1, shape.z - 1) < slices.upperBound {
          for y in area.y {
            fillList(y: y, z: next, from: target)
            let row = next * shape.y + y
            kernels.gatherHessians(
              list.pointer, mask + row * wordsPerRow, firstWord, wordCount, shape.x, factor, response + row * shape.x,
              elements.mutablePointer, shape.x + 8, columns.mutablePointer, count.mutablePointer)
            kernels.blobness(
              elements.pointer, shape.x + 8, columns.pointer, count[0], factor, index, response + row * shape.x,
              scales + row * shape.x)
          }
          next += 1
        }
      }
  }

  /// The nine rows round a row, those outside the volume replaced by the nearest inside, each so that voxel x is element x.
  private func fillList(y: Int, z: Int, from target: SliceTarget) {
    for index in 0..<9 {
      let j = min(max(y - 1 + index % 3, 0), shape.y - 1)
      let k = min(max(z - 1 + index / 3, 0), shape.z - 1)
      list.mutablePointer[index] = UnsafePointer(target.row(j - box.y.lowerBound, of: k)) - box.x.lowerBound
    }
  }

  /// Repeats the first and last voxel of the volume's rows.
  private func repeatEdges(of z: Int, in target: SliceTarget) {
    for index in 0..<box.y.count {
      let row = target.row(index, of: z)
      if box.x.lowerBound == 0 { row[-1] = row[0] }
      if box.x.upperBound == shape.x { row[box.x.count] = row[box.x.count - 1] }
    }
  }
}

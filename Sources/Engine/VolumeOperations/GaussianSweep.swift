import StudyModel

/// A strip of rows of a Gaussian, filtered along all three axes in one sweep through the slices.
///
/// Every slice of the strip is filtered along y and x once and kept in a short ring until z is done with it, so that
/// what lies between stays in the cache, nothing is computed twice, and memory is read and written in long pieces.
struct GaussianSweep {
  private let source: GaussianSource
  private let filter: GaussianFilter
  private let shape: GridShape
  private let box: VoxelBox
  /// The columns that the box needs before it is filtered along x.
  private let columns: Range<Int>
  /// The rows that it needs before it is filtered along y.
  private let rows: Range<Int>
  private let ringDepth: Int
  /// Slices of the strip, filtered along y and x; slice k lies in slot `k % ringDepth`, its rows one after another.
  private let ring: VoxelStorage<Float>
  /// Those rows of one slice, where the source does not hold them as floats.
  private let converted: VoxelStorage<Float>
  /// Two rows filtered along y, with their edges repeated.
  private let padded: VoxelStorage<Float>
  /// The rows that a pass combines.
  private let list: VoxelStorage<UnsafePointer<Float>>

  /// - Parameters:
  ///   - source: a volume of `shape`.
  ///   - box: not empty, and inside `shape`.
  init(source: GaussianSource, filter: GaussianFilter, shape: GridShape, box: VoxelBox, arena: MemoryArena) {
    self.source = source
    self.filter = filter
    self.shape = shape
    self.box = box
    columns = max(0, box.x.lowerBound - filter.x.radius)..<min(shape.x, box.x.upperBound + filter.x.radius)
    rows = max(0, box.y.lowerBound - filter.y.radius)..<min(shape.y, box.y.upperBound + filter.y.radius)
    ringDepth = min(2 * filter.z.radius + 2, shape.z)
    ring = arena.storage(count: ringDepth * box.y.count * box.x.count)
    converted = arena.storage(count: source.scratchCount(rows: rows.count, columns: columns.count))
    padded = arena.storage(count: 2 * (box.x.count + 2 * filter.x.radius))
    list = arena.storage(count: 2 * max(filter.x.radius, filter.y.radius, filter.z.radius) + 2)
  }

  /// - Parameters:
  ///   - target: where the voxels of the box go.
  ///   - finished: called with one or two slices at a time, as soon as they are written.
  func run(target: SliceTarget, kernels: FilterKernels, finished: (Range<Int>) -> Void = { _ in }) {
    var next = max(0, box.z.lowerBound - filter.z.radius)
    var z = box.z.lowerBound
    while z < box.z.upperBound {
      let pair = z + 1 < box.z.upperBound
      while next <= min(z + (pair ? 1 : 0) + filter.z.radius, shape.z - 1) {
        filterSlice(next, kernels: kernels)
        next += 1
      }
      combineSlices(at: z, pair: pair, target: target, kernels: kernels)
      finished(z..<z + (pair ? 2 : 1))
      z += pair ? 2 : 1
    }
  }

  /// The strip of slice `z`, along y and x, into the ring.
  private func filterSlice(_ z: Int, kernels: FilterKernels) {
    let slice = source.rows(rows, columns: columns, of: z, scratch: converted.mutablePointer)
    let target = ring.mutablePointer + z % ringDepth * box.y.count * box.x.count
    for index in stride(from: 0, to: box.y.count, by: 2) {
      let pair = index + 1 < box.y.count
      combineRows(at: box.y.lowerBound + index, pair: pair, slice: slice.first, stride: slice.stride, kernels: kernels)
      let width = padded.count / 2
      for row in 0..<(pair ? 2 : 1) {
        combineColumns(
          line: padded.mutablePointer + row * width, target: target + (index + row) * box.x.count, kernels: kernels)
      }
    }
  }

  /// One row of a slice, or two, along y into the padded rows.
  /// - Parameter slice: the first of ``rows``.
  private func combineRows(
    at y: Int, pair: Bool, slice: UnsafePointer<Float>, stride: Int, kernels: FilterKernels
  ) {
    let radius = filter.y.radius
    for tap in 0..<2 * radius + 2 {
      list.mutablePointer[tap] = slice + (min(max(y - radius + tap, 0), shape.y - 1) - rows.lowerBound) * stride
    }
    let line = padded.mutablePointer + (columns.lowerBound - (box.x.lowerBound - filter.x.radius))
    filter.y.values.withUnsafeBufferPointer { weights in
      if pair {
        kernels.symmetricPair(
          list.pointer, 0, weights.baseAddress!, radius, line, line + padded.count / 2, columns.count)
      } else {
        kernels.symmetric(list.pointer, 0, weights.baseAddress!, radius, line, columns.count)
      }
    }
  }

  /// A padded row, its edges yet to be repeated, along x.
  private func combineColumns(
    line: UnsafeMutablePointer<Float>, target: UnsafeMutablePointer<Float>, kernels: FilterKernels
  ) {
    let radius = filter.x.radius
    let left = columns.lowerBound - (box.x.lowerBound - radius)
    let end = left + columns.count
    for index in 0..<left { line[index] = line[left] }
    for index in end..<padded.count / 2 { line[index] = line[end - 1] }
    for tap in 0...2 * radius { list.mutablePointer[tap] = UnsafePointer(line + tap) }
    filter.x.values.withUnsafeBufferPointer { weights in
      kernels.symmetric(list.pointer, 0, weights.baseAddress!, radius, target, box.x.count)
    }
  }

  /// One output slice of the strip, or two, along z.
  private func combineSlices(at z: Int, pair: Bool, target: SliceTarget, kernels: FilterKernels) {
    let radius = filter.z.radius
    for tap in 0..<2 * radius + 2 {
      let slot = min(max(z - radius + tap, 0), shape.z - 1) % ringDepth
      list.mutablePointer[tap] = ring.pointer + slot * box.y.count * box.x.count
    }
    filter.z.values.withUnsafeBufferPointer { weights in
      for index in 0..<box.y.count {
        let row = target.row(index, of: z)
        let offset = index * box.x.count
        if pair {
          kernels.symmetricPair(
            list.pointer, offset, weights.baseAddress!, radius, row, target.row(index, of: z + 1), box.x.count)
        } else {
          kernels.symmetric(list.pointer, offset, weights.baseAddress!, radius, row, box.x.count)
        }
      }
    }
  }
}

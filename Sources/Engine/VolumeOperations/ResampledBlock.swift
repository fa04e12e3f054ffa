import StudyModel

/// A band of at most eight output rows through a few output slices, resampled along all three axes while its rows lie in
/// the cache. Bands share a few input rows, which each converts for itself, and nothing else.
struct ResampledBlock {
  /// Output rows of a band: the lanes of a vector when x is resampled.
  static let height = 8
  /// Output slices of a slab.
  static let depth = 8

  private let x: ResampledAxis
  private let y: ResampledAxis
  private let z: ResampledAxis
  private let inputs: GridShape
  private let rows: Range<Int>
  /// The input rows that the band needs.
  private let inputRows: Range<Int>
  /// Floats from one row of scratch to the next.
  private let stride: Int
  /// Input rows combined along z, then output rows combined along y, then the columns of the latter.
  private let scratch: VoxelStorage<Float>
  private let block: VoxelStorage<Int16>
  private let list: VoxelStorage<UnsafePointer<Int16>>

  /// - Parameters:
  ///   - inputs: shape of the input, none of its axes empty.
  ///   - rows: at least one and at most ``height`` output rows.
  init(x: ResampledAxis, y: ResampledAxis, z: ResampledAxis, inputs: GridShape, rows: Range<Int>, arena: MemoryArena) {
    self.x = x
    self.y = y
    self.z = z
    self.inputs = inputs
    self.rows = rows
    inputRows = Int(y.starts[rows.lowerBound])..<Int(y.starts[rows.upperBound - 1]) + y.taps
    stride = (inputs.x + 7) & ~7
    scratch = arena.storage(count: (inputRows.count + 2 * Self.height) * stride)
    block = arena.storage(count: 64)
    list = arena.storage(count: z.taps)
    // The kernel along x reads whole vectors: what lies behind the row must be numbers.
    scratch.withMutableSpan { span in
      for index in 0..<span.count { span[index] = 0 }
    }
  }

  func run(
    source: UnsafePointer<Int16>, slices: Range<Int>, target: UnsafeMutablePointer<Int16>, kernels: FilterKernels
  ) {
    let alongZ = scratch.mutablePointer
    let alongY = alongZ + inputRows.count * stride
    let columns = alongY + Self.height * stride
    let shape = GridShape(x: x.count, y: y.count, z: z.count)
    for slice in slices {
      combineSlices(to: slice, source: source, target: alongZ, kernel: kernels.combineIntegers)
      y.weights.withUnsafeBufferPointer { weights in
        for (index, row) in rows.enumerated() {
          kernels.combineFloats(
            alongZ + (Int(y.starts[row]) - inputRows.lowerBound) * stride, stride,
            weights.baseAddress! + row * y.taps, y.taps, alongY + index * stride, inputs.x)
        }
      }
      x.starts.withUnsafeBufferPointer { starts in
        x.weights.withUnsafeBufferPointer { weights in
          kernels.across(
            alongY, stride, starts.baseAddress!, weights.baseAddress!, x.taps, columns, block.mutablePointer,
            target + shape.offset(x: 0, y: rows.lowerBound, z: slice), shape.x, rows.count, shape.x)
        }
      }
    }
  }

  /// The input rows of the band, combined along z to output slice `slice`.
  private func combineSlices(
    to slice: Int, source: UnsafePointer<Int16>, target: UnsafeMutablePointer<Float>,
    kernel: FilterKernels.CombineIntegers
  ) {
    z.weights.withUnsafeBufferPointer { weights in
      for row in inputRows {
        for tap in 0..<z.taps {
          list.mutablePointer[tap] = source + inputs.offset(x: 0, y: row, z: Int(z.starts[slice]) + tap)
        }
        kernel(
          list.pointer, 0, weights.baseAddress! + slice * z.taps, z.taps,
          target + (row - inputRows.lowerBound) * stride, inputs.x)
      }
    }
  }
}

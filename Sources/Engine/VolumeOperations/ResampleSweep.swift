import StudyModel

/// A band of at most eight output rows, resampled along all three axes in one sweep through the slices.
///
/// Every input slice is combined along y once and kept in a short ring until z is done with it; what lies between stays
/// in the cache. Bands share a few input rows and nothing else.
struct ResampleSweep {
  /// Output rows of a band: the lanes of a vector when x is resampled.
  static let height = 8

  private let x: ResampledAxis
  private let y: ResampledAxis
  private let z: ResampledAxis
  private let inputs: GridShape
  private let rows: Range<Int>
  /// Floats from one row of scratch to the next.
  private let stride: Int
  /// Bands of eight rows combined along y; that of input slice k lies in slot `k % z.taps`.
  private let ring: VoxelStorage<Float>
  /// A band combined along z.
  private let band: VoxelStorage<Float>
  /// The columns of a band.
  private let columns: VoxelStorage<Float>
  private let block: VoxelStorage<Int16>
  private let integers: VoxelStorage<UnsafePointer<Int16>>
  private let floats: VoxelStorage<UnsafePointer<Float>>

  /// - Parameters:
  ///   - inputs: shape of the input, none of its axes empty.
  ///   - rows: at least one and at most ``height`` output rows.
  init(x: ResampledAxis, y: ResampledAxis, z: ResampledAxis, inputs: GridShape, rows: Range<Int>, arena: MemoryArena) {
    self.x = x
    self.y = y
    self.z = z
    self.inputs = inputs
    self.rows = rows
    stride = (inputs.x + 7) & ~7
    ring = arena.storage(count: z.taps * Self.height * stride)
    band = arena.storage(count: Self.height * stride)
    columns = arena.storage(count: Self.height * stride)
    block = arena.storage(count: 64)
    integers = arena.storage(count: y.taps)
    floats = arena.storage(count: z.taps)
    // Whole bands of whole vectors are combined, whatever the rows and columns that count: there must be numbers.
    ring.mutablePointer.update(repeating: 0, count: ring.count)
  }

  func run(source: UnsafePointer<Int16>, target: UnsafeMutablePointer<Int16>, kernels: FilterKernels) {
    let shape = GridShape(x: x.count, y: y.count, z: z.count)
    var next = 0
    for slice in 0..<z.count {
      let first = Int(z.starts[slice])
      next = max(next, first)
      while next < first + z.taps {
        combineRows(of: next, source: source, kernel: kernels.combineIntegers)
        next += 1
      }
      let rows = combineSlices(to: slice, kernel: kernels.combineFloats)
      x.starts.withUnsafeBufferPointer { starts in
        x.weights.withUnsafeBufferPointer { weights in
          kernels.across(
            rows, stride, starts.baseAddress!, weights.baseAddress!, x.taps, columns.mutablePointer,
            block.mutablePointer, target + shape.offset(x: 0, y: self.rows.lowerBound, z: slice), shape.x,
            self.rows.count, shape.x)
        }
      }
    }
  }

  /// The band of an input slice along y, into the ring.
  private func combineRows(of slice: Int, source: UnsafePointer<Int16>, kernel: FilterKernels.CombineIntegers) {
    let slot = ring.mutablePointer + slice % z.taps * Self.height * stride
    y.weights.withUnsafeBufferPointer { weights in
      for (index, row) in rows.enumerated() {
        for tap in 0..<y.taps {
          integers.mutablePointer[tap] = source + inputs.offset(x: 0, y: Int(y.starts[row]) + tap, z: slice)
        }
        kernel(integers.pointer, weights.baseAddress! + row * y.taps, y.taps, slot + index * stride, inputs.x)
      }
    }
  }

  /// The band of output slice `slice`, combined along z; a single input slice is its own combination.
  private func combineSlices(to slice: Int, kernel: FilterKernels.CombineFloats) -> UnsafePointer<Float> {
    for tap in 0..<z.taps {
      let slot = (Int(z.starts[slice]) + tap) % z.taps
      floats.mutablePointer[tap] = ring.pointer + slot * Self.height * stride
    }
    guard z.taps > 1 else { return floats[0] }
    z.weights.withUnsafeBufferPointer { weights in
      kernel(
        floats.pointer, weights.baseAddress! + slice * z.taps, z.taps, band.mutablePointer, Self.height * stride)
    }
    return band.pointer
  }
}

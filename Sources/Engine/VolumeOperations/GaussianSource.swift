import StudyModel

/// What a Gaussian is taken of: a volume of floats, or one of whole numbers, which become floats row by row, so that they
/// never exist as a volume.
struct GaussianSource: @unchecked Sendable {
  private enum Voxels {
    case floats(UnsafePointer<Float>)
    case integers(UnsafePointer<Int16>, convert: IntensityKernels.Floats)
  }

  /// Safety: only read, and kept alive by whoever holds the volume.
  private let voxels: Voxels
  private let shape: GridShape

  init(_ volume: FloatVolume) {
    voxels = .floats(volume.storage.pointer)
    shape = volume.shape
  }

  init(_ volume: Volume, kernels: IntensityKernels) {
    voxels = .integers(volume.storage.pointer, convert: kernels.floats)
    shape = volume.shape
  }

  /// Floats of scratch that ``rows(_:columns:of:scratch:)`` asks for.
  func scratchCount(rows: Int, columns: Int) -> Int {
    switch voxels {
    case .floats: 0
    case .integers: rows * columns
    }
  }

  /// Rows of a slice, from the first of `rows` and `columns` on, and how many floats it is from one row to the next.
  func rows(
    _ rows: Range<Int>, columns: Range<Int>, of z: Int, scratch: UnsafeMutablePointer<Float>
  ) -> (first: UnsafePointer<Float>, stride: Int) {
    let start = shape.offset(x: columns.lowerBound, y: rows.lowerBound, z: z)
    switch voxels {
    case .floats(let pointer): return (pointer + start, shape.x)
    case .integers(let pointer, let convert):
      for row in 0..<rows.count {
        convert(
          pointer + start + row * shape.x, Float(Int16.min), Float(Int16.max), scratch + row * columns.count,
          columns.count)
      }
      return (UnsafePointer(scratch), columns.count)
    }
  }
}

import VolumeOperations

/// The tiles of a Winograd convolution, 2×2×2 outputs each, in rows along x.
struct TileRows: Sendable {
  let source: TensorView
  let addend: TensorView?
  let target: MutableTensorView

  private var rowsAlongY: Int { (source.shape.y + 1) / 2 }
  var tilesPerRow: Int { (source.shape.x + 1) / 2 }
  var count: Int { (source.shape.z + 1) / 2 * rowsAlongY }

  /// Rows of tiles that are worked on at once, so that what lies between the transforms stays near the processor but
  /// the weights are not read for a handful of tiles.
  /// - Parameter stripFloats: floats of scratch that a tile needs.
  func height(stripFloats: Int) -> Int {
    let tiles = max(24, (512 << 10) / (4 * stripFloats))
    return max(1, tiles / max(1, tilesPerRow))
  }

  /// Calls `body` for each row with the sixteen rows of inputs of its tiles; rows outside the tensor are zero.
  func withInputRows(_ rows: Range<Int>, arena: MemoryArena, _ body: (Int, UnsafePointer<UnsafePointer<Float>>) -> Void)
  {
    let shape = source.shape
    let floats = shape.x * shape.channels
    arena.withScratch(of: Float.self, count: floats) { zeros in
      zeros.update(repeating: 0, count: floats)
      withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: 16) { pointers in
        guard let base = pointers.baseAddress else { return }
        for row in rows {
          let (z, y) = (row / rowsAlongY * 2 - 1, row % rowsAlongY * 2 - 1)
          for line in 0..<16 {
            let (k, j) = (z + line / 4, y + line % 4)
            let isInside = k >= 0 && k < shape.z && j >= 0 && j < shape.y
            base[line] = isInside ? source.pointer + (k * shape.y + j) * floats : UnsafePointer(zeros)
          }
          body(row, base)
        }
      }
    }
  }

  /// Calls `body` for each row with the four rows of outputs of its tiles, and those of the addend. Rows outside the
  /// tensor lie in scratch.
  func withOutputRows(
    _ rows: Range<Int>, arena: MemoryArena,
    _ body: (Int, UnsafePointer<UnsafeMutablePointer<Float>>, UnsafePointer<UnsafePointer<Float>>?) -> Void
  ) {
    let shape = target.shape
    let floats = shape.x * shape.channels
    arena.withScratch(of: Float.self, count: floats) { scratch in
      scratch.update(repeating: 0, count: floats)
      withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Float>.self, capacity: 4) { targets in
        withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: 4) { addends in
          guard let to = targets.baseAddress, let from = addends.baseAddress else { return }
          for row in rows {
            for line in 0..<4 {
              let (z, y) = (row / rowsAlongY * 2 + line / 2, row % rowsAlongY * 2 + line % 2)
              let isInside = z < shape.z && y < shape.y
              let offset = (z * shape.y + y) * floats
              to[line] = isInside ? target.pointer + offset : scratch
              from[line] =
                isInside
                ? (addend?.pointer ?? UnsafePointer(scratch)) + (addend == nil ? 0 : offset) : UnsafePointer(scratch)
            }
            body(row, to, addend == nil ? nil : UnsafePointer(from))
          }
        }
      }
    }
  }
}

import VolumeOperations

/// Some rows of results of one plane, and the inputs that their windows see: a slab of `kernel.z` planes, padded where
/// the windows reach outside the tensor.
struct WindowSlab {
  let window: Window
  let source: TensorView
  /// The plane and the rows of the result.
  let plane: Int
  let rows: Range<Int>
  /// Positions of a row of the result.
  let width: Int

  private var channels: Int { source.shape.channels }
  private var slabWidth: Int { (width - 1) * window.stride.x + window.kernel.x }
  private var slabRows: Int { (rows.count - 1) * window.stride.y + window.kernel.y }

  /// Floats from one row of the tensor, or of the slab, to the next.
  private var rowFloats: Int { (window.isPadded ? slabWidth : source.shape.x) * channels }
  private var planeFloats: Int { (window.isPadded ? slabRows : source.shape.y) * rowFloats }

  /// Floats from one position to the next.
  var step: Int { window.stride.x * channels }
  /// Floats from the inputs of one row of results to those of the next.
  var rowStep: Int { window.stride.y * rowFloats }

  /// Where the rows of a window begin, counted from its first place.
  var rowOffsets: [Int] {
    (0..<window.kernel.z).flatMap { z in
      (0..<window.kernel.y).map { y in z * planeFloats + y * rowFloats }
    }
  }

  /// Where the places of a window lie, counted from its first one.
  var placeOffsets: [Int] {
    rowOffsets.flatMap { row in (0..<window.kernel.x).map { row + $0 * channels } }
  }

  /// Lends a pointer to the first place of the first window. Where there is padding, the inputs are copied first.
  /// - Parameter fill: what stands outside the tensor.
  func withInputs(fill: Float, arena: MemoryArena, _ body: (UnsafePointer<Float>) -> Void) {
    guard window.isPadded else {
      body(source.pointer + plane * window.stride.z * planeFloats + rows.lowerBound * rowStep)
      return
    }
    arena.withScratch(of: Float.self, count: window.kernel.z * planeFloats) { slab in
      for z in 0..<window.kernel.z {
        for y in 0..<slabRows {
          copyRow(
            z: plane * window.stride.z + z - window.padding.z,
            y: rows.lowerBound * window.stride.y + y - window.padding.y, fill: fill,
            to: slab + z * planeFloats + y * rowFloats)
        }
      }
      body(slab)
    }
  }

  private func copyRow(z: Int, y: Int, fill: Float, to target: UnsafeMutablePointer<Float>) {
    let shape = source.shape
    guard z >= 0, z < shape.z, y >= 0, y < shape.y else {
      target.update(repeating: fill, count: rowFloats)
      return
    }
    let before = window.padding.x
    let inside = max(0, min(shape.x, slabWidth - before))
    let behind = slabWidth - before - inside
    target.update(repeating: fill, count: before * channels)
    let row = source.pointer + (z * shape.y + y) * shape.x * channels
    (target + before * channels).update(from: row, count: inside * channels)
    (target + (before + inside) * channels).update(repeating: fill, count: behind * channels)
  }

  /// Cuts a result into slabs of about `positions` positions of one plane, whatever the number of threads.
  static func forEach(
    of shape: TensorShape, source: TensorView, window: Window, positions: Int = 256, loop: ParallelLoop,
    _ body: @Sendable (WindowSlab) -> Void
  ) {
    let height = max(1, min(shape.y, positions / max(1, shape.x)))
    let slabs = (shape.y + height - 1) / height
    loop.forEach(shape.z * slabs) { index in
      let first = index % slabs * height
      body(
        WindowSlab(
          window: window, source: source, plane: index / slabs, rows: first..<min(shape.y, first + height),
          width: shape.x))
    }
  }
}

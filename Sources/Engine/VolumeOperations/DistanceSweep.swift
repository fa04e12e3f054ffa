import StudyModel

/// The distance transform of one box: slices along x and y, then planes of equal y along z.
struct DistanceSweep: Sendable {
  let box: VoxelBox
  let mask: MaskVolume
  let kernels: MaskKernels
  let loop: ParallelLoop
  let arena: MemoryArena

  private var shape: GridShape { mask.shape }
  /// Floats from one row of scratch to the next.
  private var stride: Int { (box.x.count + 7) & ~7 }

  /// - Parameter target: a volume of the mask's shape; the voxels of the box are written.
  func run(target: UnsafeMutablePointer<Float>) {
    let spacing = mask.geometry.spacing
    nonisolated(unsafe) let volume = target
    nonisolated(unsafe) let words = mask.words.pointer
    let rising = Self.squares(box.x.count + 1, spacing.x)
    let falling = Array(rising.reversed())
    let (alongY, alongZ) = (Self.squares(box.y.count + 8, spacing.y), Self.squares(box.z.count + 8, spacing.z))
    let wordsPerRow = MaskLayout(of: shape).wordsPerRow
    loop.forEachSlab(of: box.z.count, height: 4) { slab in
      withRows(box.y.count) { rows, lows in
        for z in slab {
          kernels.distanceAlongRows(
            words + ((box.z.lowerBound + z) * shape.y + box.y.lowerBound) * wordsPerRow, box.y.count, wordsPerRow,
            box.x.lowerBound, box.x.count, rising, falling, rows, stride)
          kernels.distanceAcrossRows(
            rows, box.y.count, stride, alongY, lows, volume + offset(y: 0, z: z), shape.x, box.x.count, false)
        }
      }
    }
    loop.forEachSlab(of: box.y.count, height: 4) { slab in
      withRows(box.z.count) { rows, lows in
        for y in slab {
          for z in 0..<box.z.count { (rows + z * stride).update(from: volume + offset(y: y, z: z), count: box.x.count) }
          kernels.distanceAcrossRows(
            rows, box.z.count, stride, alongZ, lows, volume + offset(y: y, z: 0), shape.slice, box.x.count, true)
        }
      }
    }
  }

  /// Where row `y` of slice `z` of the box begins in a volume.
  private func offset(y: Int, z: Int) -> Int {
    shape.offset(x: box.x.lowerBound, y: box.y.lowerBound + y, z: box.z.lowerBound + z)
  }

  /// Lends scratch for so many rows, 0 where nothing is written, and for the least of every eight.
  private func withRows(
    _ count: Int, _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) {
    let floats = (count + (count + 7) / 8) * stride
    arena.withScratch(of: Float.self, count: floats) { scratch in
      scratch.update(repeating: 0, count: floats)
      body(scratch, scratch + count * stride)
    }
  }

  /// The squared lengths of 0, 1, … steps.
  private static func squares(_ count: Int, _ spacing: Double) -> [Float] {
    (0..<count).map { step in
      let length = Double(step) * spacing
      return Float(length * length)
    }
  }
}

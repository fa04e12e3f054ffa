import StudyModel

/// The search of one slab of slices for local maxima of values that may be made row by row.
///
/// A maximum needs the rows round it: one sweep down the rows keeps three rows for each slice of the slab and its two
/// neighbours.
struct MaximumScan {
  private let mask: UnsafePointer<UInt64>
  private let shape: GridShape
  private let area: VoxelBox
  /// Row y of slice z lies at ``row(_:of:)``, voxel 0 of a row behind a margin.
  private let ring: VoxelStorage<Float>
  private let hits: VoxelStorage<UInt64>
  private let list: VoxelStorage<UnsafePointer<Float>>
  private let stride: Int
  private static let margin = 8

  /// - Parameters:
  ///   - mask: the words of a mask of `shape`.
  ///   - area: where the mask has voxels, not in the first or last row or slice of the volume.
  init(mask: UnsafePointer<UInt64>, shape: GridShape, area: VoxelBox, arena: MemoryArena) {
    self.mask = mask
    self.shape = shape
    self.area = area
    stride = MaskVolume.wordsPerRow(of: shape) * 64 + 2 * Self.margin
    ring = arena.storage(count: 3 * (area.z.count + 2) * stride)
    hits = arena.storage(count: MaskVolume.wordsPerRow(of: shape))
    list = arena.storage(count: 9)
    // Whole words of a row are compared, beyond the values that are made: there must be numbers.
    ring.mutablePointer.update(repeating: 0, count: ring.count)
  }

  /// The maxima of at least `minimum`, in scan order; none on the rim of the volume.
  /// - Parameter fill: writes values `columns` of row `y` in slice `z` to a row, voxel x to element x.
  func maxima(
    minimum: Float, kernels: FilterKernels,
    fill: (_ y: Int, _ z: Int, _ columns: Range<Int>, _ row: UnsafeMutablePointer<Float>) -> Void
  ) -> [LocalMaximum] {
    let firstWord = area.x.lowerBound >> 6
    let wordCount = (area.x.upperBound + 63) >> 6 - firstWord
    let columns = max(area.x.lowerBound - 1, 0)..<min(area.x.upperBound + 1, shape.x)
    func fillRows(_ y: Int) {
      for z in area.z.lowerBound - 1..<area.z.upperBound + 1 {
        fill(y, z, columns, UnsafeMutablePointer(mutating: row(y, of: z)))
      }
    }
    var found: [[LocalMaximum]] = Array(repeating: [], count: area.z.count)
    fillRows(area.y.lowerBound - 1)
    fillRows(area.y.lowerBound)
    for y in area.y {
      fillRows(y + 1)
      for z in area.z {
        for index in 0..<9 { list.mutablePointer[index] = row(y - 1 + index % 3, of: z - 1 + index / 3) }
        let words = mask + (z * shape.y + y) * MaskVolume.wordsPerRow(of: shape)
        kernels.maxima(list.pointer, words, firstWord, wordCount, minimum, hits.mutablePointer)
        for word in firstWord..<firstWord + wordCount {
          var bits = hits[word]
          while bits != 0 {
            let x = word * 64 + bits.trailingZeroBitCount
            bits &= bits - 1
            if x > 0 && x < shape.x - 1 { found[z - area.z.lowerBound].append(maximum(x: x, y: y, z: z)) }
          }
        }
      }
    }
    return found.flatMap { $0 }
  }

  private func row(_ y: Int, of z: Int) -> UnsafePointer<Float> {
    ring.pointer + ((z - area.z.lowerBound + 1) * 3 + y % 3) * stride + Self.margin
  }

  private func maximum(x: Int, y: Int, z: Int) -> LocalMaximum {
    let centre = row(y, of: z)
    let value = centre[x]
    let offset = VoxelOffset(
      x: Self.peak(centre[x - 1], value, centre[x + 1]),
      y: Self.peak(row(y - 1, of: z)[x], value, row(y + 1, of: z)[x]),
      z: Self.peak(row(y, of: z - 1)[x], value, row(y, of: z + 1)[x]))
    return LocalMaximum(x: x, y: y, z: z, offset: offset, value: value)
  }

  /// Where the parabola through three equally spaced values has its peak, from the middle, in steps, at most ½.
  private static func peak(_ before: Float, _ centre: Float, _ after: Float) -> Float {
    let bend = Double(before) - 2 * Double(centre) + Double(after)
    guard bend < 0 else { return 0 }
    let place = 0.5 * (Double(before) - Double(after)) / bend
    return Float(min(max(place, -0.5), 0.5))
  }
}

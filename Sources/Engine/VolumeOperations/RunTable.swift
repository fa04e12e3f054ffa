import StudyModel

/// The runs of set voxels of all rows of a volume, in scan order, each with a number of its own.
struct RunTable: Sendable {
  /// Rows that one iteration of the parallel loop takes.
  static let slabHeight = 4096

  /// Where the runs of each row begin, and where those of the last row end.
  let rowStarts: VoxelStorage<UInt32>
  /// Where each run starts and ends (one past its last voxel) along x, alternately.
  let bounds: VoxelStorage<UInt32>
  /// The number of each run: its label, once the components are known.
  let labels: VoxelStorage<UInt32>

  var count: Int { labels.count }

  /// The runs of a mask; their numbers are not yet written.
  /// - Precondition: the mask has fewer than 2³² runs.
  init(of mask: MaskVolume, kernels: MaskKernels, loop: ParallelLoop, arena: MemoryArena) {
    let layout = MaskLayout(of: mask.shape)
    rowStarts = arena.storage(count: layout.rows + 1)
    nonisolated(unsafe) let starts = rowStarts.mutablePointer
    nonisolated(unsafe) let words = mask.words.pointer
    starts[0] = 0
    loop.forEachSlab(of: layout.rows, height: Self.slabHeight) { rows in
      kernels.countRuns(
        words + rows.lowerBound * layout.wordsPerRow, rows.count, layout.wordsPerRow, starts + rows.lowerBound + 1)
    }
    for row in 0..<layout.rows { starts[row + 1] += starts[row] }

    let count = Int(starts[layout.rows])
    bounds = arena.storage(count: 2 * count)
    labels = arena.storage(count: count)
    nonisolated(unsafe) let runs = bounds.mutablePointer
    loop.forEachSlab(of: layout.rows, height: Self.slabHeight) { rows in
      kernels.extractRuns(
        words + rows.lowerBound * layout.wordsPerRow, rows.count, layout.wordsPerRow,
        runs + 2 * Int(starts[rows.lowerBound]))
    }
  }

  /// The label at column `x` of a row; 0 where no run covers it.
  func label(x: UInt32, row: Int) -> UInt32 {
    var (low, high) = (Int(rowStarts[row]), Int(rowStarts[row + 1]))
    while low < high {
      let middle = (low + high) / 2
      if bounds[2 * middle + 1] <= x { low = middle + 1 } else { high = middle }
    }
    guard low < Int(rowStarts[row + 1]), bounds[2 * low] <= x else { return 0 }
    return labels[low]
  }
}

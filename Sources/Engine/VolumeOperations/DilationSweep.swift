import StudyModel

/// Dilates one slab of rows, sweeping from the first slice to the last.
///
/// Each plane is spread along x and gathered into the planes around it, which lie in a ring: when plane k has been
/// gathered, plane `k - reachZ` is finished and its place in the ring becomes that of plane `k + reachZ + 1`.
struct DilationSweep: Sendable {
  let plan: DilationPlan
  let shape: GridShape
  let flip: UInt64
  let kernels: MaskKernels
  let arena: MemoryArena

  /// - Parameters:
  ///   - rows: of each slice, those to write.
  ///   - source: the words of the mask.
  ///   - target: the words of the result; the sweep writes the rows of its slab and no others.
  func run(rows: Range<Int>, from source: UnsafePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>) {
    let spreadCount = (rows.count + 2 * plan.reachY) * plan.rowStride
    let ringCount = (2 * plan.reachZ + 1) * rows.count * plan.lanes
    let guardedCount = plan.lanes + 2 * plan.guardWords
    arena.withScratch(of: UInt64.self, count: spreadCount + ringCount + guardedCount) { scratch in
      // Rows of the scratch that lie outside the volume are never written again: they stay empty.
      scratch.update(repeating: 0, count: spreadCount + ringCount + guardedCount)
      sweep(
        rows, from: source, to: target, spread: scratch, ring: scratch + spreadCount,
        guarded: scratch + spreadCount + ringCount)
    }
  }

  private func sweep(
    _ rows: Range<Int>, from source: UnsafePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>,
    spread: UnsafeMutablePointer<UInt64>, ring: UnsafeMutablePointer<UInt64>, guarded: UnsafeMutablePointer<UInt64>
  ) {
    let layout = MaskLayout(of: shape)
    let wordsPerRow = layout.wordsPerRow
    let planeCount = 2 * plan.reachZ + 1
    let planeWords = rows.count * plan.lanes
    let first = max(0, rows.lowerBound - plan.reachY)
    let last = min(shape.y, rows.upperBound + plan.reachY)
    func place(of plane: Int) -> Int { (plane + planeCount) % planeCount * planeWords }

    for k in 0..<(shape.z + plan.reachZ) {
      if k < shape.z {
        kernels.spreadRows(
          source + (k * shape.y + first) * wordsPerRow, last - first, wordsPerRow, flip, layout.lastMask, plan.widths,
          plan.widths.count, guarded, plan.guardWords,
          spread + (first - rows.lowerBound + plan.reachY) * plan.rowStride, plan.lanes)
        let targets = plan.counts.indices.flatMap { dz in [place(of: k - dz), place(of: k + dz)] }
        kernels.gatherPlane(
          spread + plan.reachY * plan.rowStride, plan.rowStride, rows.count, plan.lanes, plan.counts, plan.offsets,
          plan.counts.count, targets, ring)
      }
      let finished = k - plan.reachZ
      let plane = ring + place(of: finished)
      if finished >= 0 {
        kernels.packRows(
          plane, rows.count, plan.lanes, flip, layout.lastMask,
          target + (finished * shape.y + rows.lowerBound) * wordsPerRow, wordsPerRow)
      }
      plane.update(repeating: 0, count: planeWords)
    }
  }
}

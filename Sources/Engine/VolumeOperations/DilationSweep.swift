import StudyModel

/// Dilates one slab of rows, sweeping from the first slice to the last.
///
/// Each plane is spread along x and gathered into the planes around it, which lie in a ring: when plane k has been
/// gathered, plane `k - reachZ` is finished and its place in the ring becomes that of plane `k + reachZ + 1`.
struct DilationSweep: Sendable {
  let plan: DilationPlan
  let window: DilationWindow
  let shape: GridShape
  /// 0 to dilate; all ones to dilate what is not set, and write what is not set then: to erode.
  let flip: UInt64
  let kernels: MaskKernels
  let arena: MemoryArena

  /// - Parameters:
  ///   - rows: of each slice, those to write.
  ///   - source: the words of the mask.
  ///   - target: the words of the result; the sweep writes its rows within the window and nothing else.
  func run(rows: Range<Int>, from source: UnsafePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>) {
    let spreadCount = (evenCount(rows) + 2 * plan.reachY) * plan.rowStride
    let ringCount = (2 * plan.reachZ + 1) * planeWords(rows)
    let count = spreadCount + ringCount + plan.lanes + 2 * plan.guardWords
    arena.withScratch(of: UInt64.self, count: count) { scratch in
      // Rows of the scratch that lie outside the window are never written again: they stay empty.
      scratch.update(repeating: 0, count: count)
      sweep(
        rows, from: source, to: target, spread: scratch, ring: scratch + spreadCount,
        guarded: scratch + spreadCount + ringCount)
    }
  }

  /// The kernels gather two rows at a time.
  private func evenCount(_ rows: Range<Int>) -> Int { (rows.count + 1) & ~1 }

  /// Words from one plane of the ring to the next: a cache line more than it holds, as the same row of planes 4 KiB
  /// apart would compete for one set of the cache.
  private func planeWords(_ rows: Range<Int>) -> Int { evenCount(rows) * plan.lanes + 8 }

  private func sweep(
    _ rows: Range<Int>, from source: UnsafePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>,
    spread: UnsafeMutablePointer<UInt64>, ring: UnsafeMutablePointer<UInt64>, guarded: UnsafeMutablePointer<UInt64>
  ) {
    let planeCount = 2 * plan.reachZ + 1
    let planeWords = planeWords(rows)
    let first = max(window.y.lowerBound, rows.lowerBound - plan.reachY)
    let last = min(window.y.upperBound, rows.upperBound + plan.reachY)
    func place(of plane: Int) -> Int { (plane + planeCount) % planeCount * planeWords }

    for k in window.z.lowerBound..<window.z.upperBound + plan.reachZ {
      if k < window.z.upperBound {
        kernels.spreadRows(
          source + window.offset(y: first, z: k, in: shape), window.rowWords, last - first, window.words.count, flip,
          window.lastMask, plan.widths, plan.widths.count, guarded, plan.guardWords,
          spread + (first - rows.lowerBound + plan.reachY) * plan.rowStride, plan.lanes)
        let targets = (0...plan.reachZ).reversed().flatMap { dz in [place(of: k - dz), place(of: k + dz)] }
        kernels.gatherPlane(
          spread + plan.reachY * plan.rowStride, plan.rowStride, evenCount(rows), plan.lanes, plan.counts,
          plan.offsets, plan.counts.count, targets, ring)
      }
      let finished = k - plan.reachZ
      let plane = ring + place(of: finished)
      if finished >= window.z.lowerBound {
        kernels.packRows(
          plane, rows.count, plan.lanes, flip, window.lastMask,
          target + window.offset(y: rows.lowerBound, z: finished, in: shape), window.rowWords, window.words.count)
      }
      plane.update(repeating: 0, count: planeWords)
    }
  }
}

/// The tables that ``MaskKernels`` need to dilate by a ball, for one row length.
struct DilationPlan: Sendable {
  /// Rows of a slab along y: enough that the rows around it, which two slabs spread both, stay the smaller part.
  static let slabHeight = 64

  let reachY: Int
  let reachZ: Int
  /// Half-widths along x, in voxels, increasing.
  let widths: [Int]
  /// Words of a scratch row: a multiple of the kernels' 4.
  let lanes: Int
  /// Words of 0 that a scratch row needs on either side to be shifted by the largest half-width.
  let guardWords: Int
  /// For each distance along z, how many of ``offsets`` belong to it.
  let counts: [Int]
  /// Where the rows that the ball covers are spread, in words from a row's own spread rows.
  let offsets: [Int]

  /// Words from the spread rows of one row to those of the next.
  var rowStride: Int { lanes * widths.count }

  init(ball: Ball, wordsPerRow: Int) {
    reachY = ball.reach.y
    reachZ = ball.reach.z
    widths = ball.widths
    lanes = (wordsPerRow + 3) & ~3
    guardWords = (ball.reach.x >> 6) + 1
    let place = Dictionary(uniqueKeysWithValues: zip(widths, widths.indices))
    var counts: [Int] = []
    var offsets: [Int] = []
    for level in ball.halfWidths {
      var rows: [Int] = []
      for dy in (1 - level.count)..<level.count {
        guard let width = place[level[abs(dy)]] else { continue }
        rows.append((dy * widths.count + width) * lanes)
      }
      // The kernel takes four at a time; a row taken twice changes nothing.
      while rows.count % 4 != 0 { rows.append(rows[0]) }
      counts.append(rows.count)
      offsets += rows
    }
    self.counts = counts
    self.offsets = offsets
  }
}

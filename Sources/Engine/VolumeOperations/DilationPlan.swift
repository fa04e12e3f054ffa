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
  /// For each distance along z, the furthest first, how many of ``offsets`` belong to it: only those of rows that are
  /// wider than one step further away.
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
    for dz in stride(from: reachZ, through: 0, by: -1) {
      let level = ball.halfWidths[dz]
      let further = dz < reachZ ? ball.halfWidths[dz + 1] : []
      var rows: [Int] = []
      for dy in (1 - level.count)..<level.count {
        let isGathered = abs(dy) < further.count && further[abs(dy)] == level[abs(dy)]
        guard !isGathered, let width = place[level[abs(dy)]] else { continue }
        rows.append((dy * widths.count + width) * lanes)
      }
      // The kernel takes two at a time; a row taken twice changes nothing.
      if rows.count % 2 != 0 { rows.append(rows[0]) }
      counts.append(rows.count)
      offsets += rows
    }
    self.counts = counts
    self.offsets = offsets
  }
}

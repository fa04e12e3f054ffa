import StudyModel

/// The part of a mask that an operation with a ball can change: its bounding box, grown by the ball.
///
/// Beyond it a dilated mask and an eroded one are empty. Within it the erosion may take everything beyond for set, as it
/// does beyond the volume: only voxels that are set themselves can stay, and the ball around them does not reach so far.
struct DilationWindow: Sendable {
  let y: Range<Int>
  let z: Range<Int>
  /// Along x, in whole words of a row.
  let words: Range<Int>
  /// Words of a row of the mask.
  let rowWords: Int
  /// The bits of the window's last word that are voxels.
  let lastMask: UInt64

  init(around box: VoxelBox, reach: (x: Int, y: Int, z: Int), in shape: GridShape) {
    let grown = box.grown(x: reach.x, y: reach.y, z: reach.z, within: shape)
    let layout = MaskLayout(of: shape)
    y = grown.y
    z = grown.z
    words = grown.x.lowerBound / 64..<(grown.x.upperBound + 63) / 64
    rowWords = layout.wordsPerRow
    lastMask = words.upperBound == layout.wordsPerRow ? layout.lastMask : .max
  }

  /// Where the window's part of row `y` of slice `z` begins, in words of a mask of `shape`.
  func offset(y: Int, z: Int, in shape: GridShape) -> Int { (z * shape.y + y) * rowWords + words.lowerBound }
}

import StudyModel

/// How the rows of a mask lie in its words.
struct MaskLayout {
  let rows: Int
  let wordsPerRow: Int
  /// The bits of a row's last word that are voxels.
  let lastMask: UInt64

  init(of shape: GridShape) {
    rows = shape.y * shape.z
    wordsPerRow = MaskVolume.wordsPerRow(of: shape)
    let rest = UInt64(shape.x & 63)
    lastMask = rest == 0 ? .max : (1 << rest) - 1
  }

  var isEmpty: Bool { rows == 0 || wordsPerRow == 0 }
}

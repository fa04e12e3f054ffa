import StudyModel

/// Where the voxels of a mask lie in each of its rows, so that work can stop at the mask's edge.
struct MaskFootprint: Sendable {
  private let shape: GridShape
  /// For each row, from its first voxel of the mask to behind its last; empty where the mask has none.
  private let rows: [Range<Int32>]

  init(of mask: MaskVolume) {
    shape = mask.shape
    let words = mask.words.pointer
    let perRow = MaskVolume.wordsPerRow(of: shape)
    rows = (0..<shape.y * shape.z).map { row in
      let start = words + row * perRow
      guard let low = (0..<perRow).first(where: { start[$0] != 0 }) else { return 0..<0 }
      var high = perRow - 1
      while start[high] == 0 { high -= 1 }
      return Int32(low * 64 + start[low].trailingZeroBitCount)..<Int32(high * 64 + 64 - start[high].leadingZeroBitCount)
    }
  }

  /// The box round the voxels of the mask in some rows and slices; what of these lies outside the mask's grid has none.
  func box(y: Range<Int>, z: Range<Int>) -> VoxelBox? {
    var x = Int32.max..<Int32.max
    var found: (y: ClosedRange<Int>, z: ClosedRange<Int>)?
    for k in z.clamped(to: 0..<shape.z) {
      for j in y.clamped(to: 0..<shape.y) {
        let row = rows[k * shape.y + j]
        guard !row.isEmpty else { continue }
        guard let box = found else {
          x = row
          found = (j...j, k...k)
          continue
        }
        x = min(x.lowerBound, row.lowerBound)..<max(x.upperBound, row.upperBound)
        found = (min(box.y.lowerBound, j)...max(box.y.upperBound, j), box.z.lowerBound...k)
      }
    }
    guard let found else { return nil }
    return VoxelBox(x: Int(x.lowerBound)..<Int(x.upperBound), y: Range(found.y), z: Range(found.z))
  }
}

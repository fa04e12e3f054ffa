import StudyModel

/// What the voxels of one slice say, looked at on a coarse grid.
struct SliceContent: Sendable {
  /// The homogeneous-enough patches of soft tissue and of what is a little denser.
  private(set) var patches: [TissuePatch] = []

  /// - Parameters:
  ///   - voxels: the slice, row by row, in HU.
  ///   - side: width of a patch in pixels, odd.
  init(_ voxels: Span<Int16>, columns: Int, rows: Int, patchSide side: Int) {
    // Corners and middle of a patch, from its first pixel on.
    let (across, down, middle) = (side - 1, (side - 1) * columns, side / 2 * (columns + 1))
    for top in stride(from: 0, through: rows - side, by: side) {
      for left in stride(from: 0, through: columns - side, by: side) {
        let first = top * columns + left
        guard Self.worthMeasuring.contains(voxels[first + middle]), Self.worthMeasuring.contains(voxels[first]),
          Self.worthMeasuring.contains(voxels[first + across]), Self.worthMeasuring.contains(voxels[first + down]),
          Self.worthMeasuring.contains(voxels[first + down + across])
        else { continue }
        let patch = TissuePatch(voxels, columns: columns, left: left, top: top, side: side)
        if TissuePatch.kept.contains(patch.mean) { patches.append(patch) }
      }
    }
  }

  /// Beyond these densities, in HU, a pixel is lung, air or cortical bone, however noisy.
  private static let worthMeasuring: ClosedRange<Int16> = -400...800
}

import StudyModel

/// For every slice of a mask the smallest rectangle that holds its voxels, so that work can stop at the mask's edge.
struct MaskFootprint: Sendable {
  struct Rectangle: Hashable, Sendable {
    var x: Range<Int>
    var y: Range<Int>
  }

  /// `nil` for a slice without voxels.
  let slices: [Rectangle?]

  init(of mask: MaskVolume) {
    let words = mask.words.pointer
    let perRow = MaskVolume.wordsPerRow(of: mask.shape)
    slices = (0..<mask.shape.z).map { z in
      var first: Int?
      var last = 0
      var columns = [UInt64](repeating: 0, count: perRow)
      for y in 0..<mask.shape.y {
        let row = words + (z * mask.shape.y + y) * perRow
        var any: UInt64 = 0
        for word in 0..<perRow {
          columns[word] |= row[word]
          any |= row[word]
        }
        guard any != 0 else { continue }
        if first == nil { first = y }
        last = y
      }
      guard let first, let low = columns.firstIndex(where: { $0 != 0 }),
        let high = columns.lastIndex(where: { $0 != 0 })
      else { return nil }
      let left = low * 64 + columns[low].trailingZeroBitCount
      let right = high * 64 + 64 - columns[high].leadingZeroBitCount
      return Rectangle(x: left..<right, y: first..<last + 1)
    }
  }

  /// The rectangle round all voxels of some slices; slices outside the mask have none.
  func rectangle(of range: Range<Int>) -> Rectangle? {
    slices[range.clamped(to: slices.indices)].compactMap { $0 }.reduce(nil) { union, next in
      guard let union else { return next }
      return Rectangle(
        x: min(union.x.lowerBound, next.x.lowerBound)..<max(union.x.upperBound, next.x.upperBound),
        y: min(union.y.lowerBound, next.y.lowerBound)..<max(union.y.upperBound, next.y.upperBound))
    }
  }
}

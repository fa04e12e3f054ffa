import StudyModel

extension VolumeEngine {
  /// How many voxels of each component a mask covers.
  /// - Returns: one count a label; index 0, the background, is 0.
  /// - Throws: ``OperationError/shapeMismatch(expected:found:)`` for a mask of another shape.
  /// - Complexity: linear in the runs of the components.
  public func overlap(of components: Components, with mask: MaskVolume) throws(OperationError) -> [Int] {
    guard mask.shape == components.geometry.shape else {
      throw .shapeMismatch(expected: components.geometry.shape, found: mask.shape)
    }
    var counts = [Int](repeating: 0, count: components.count + 1)
    let layout = MaskLayout(of: mask.shape)
    let runs = components.runs
    let starts = runs.rowStarts.pointer
    let bounds = runs.bounds.pointer
    let labels = runs.labels.pointer
    for row in 0..<layout.rows {
      let words = mask.words.pointer + row * layout.wordsPerRow
      for run in Int(starts[row])..<Int(starts[row + 1]) {
        let range = Int(bounds[2 * run])..<Int(bounds[2 * run + 1])
        counts[Int(labels[run])] += Self.bits(of: words, in: range)
      }
    }
    return counts
  }

  /// The set bits of a row within a range of columns, which is not empty.
  private static func bits(of words: UnsafePointer<UInt64>, in columns: Range<Int>) -> Int {
    let (first, last) = (columns.lowerBound >> 6, (columns.upperBound - 1) >> 6)
    let low = UInt64.max << UInt64(columns.lowerBound & 63)
    let high = UInt64.max >> UInt64(63 - (columns.upperBound - 1) & 63)
    if first == last { return (words[first] & low & high).nonzeroBitCount }
    var count = (words[first] & low).nonzeroBitCount + (words[last] & high).nonzeroBitCount
    for index in (first + 1)..<last { count += words[index].nonzeroBitCount }
    return count
  }
}

/// Distances along x, from the runs of bits: the first step of the Euclidean distance transform. Twin:
/// `DistanceReference`. Pointers may have any alignment.
public enum DistanceKernels {
  /// For each voxel of some rows the squared distance to the nearest voxel of its row that is not set: 0 where it is not
  /// set itself, infinite where all are set.
  /// - Parameters:
  ///   - words: `rows` rows, `wordsPerRow` words apart.
  ///   - first, count: the columns that are written, from voxel `first` on; beyond them nothing is looked at.
  ///   - rising: the squared distance of 0, 1, … `count` voxels.
  ///   - falling: the same from `count` voxels down to 0.
  ///   - target: `rows` rows of `count` writable floats, `stride` apart.
  @inline(never)
  public static func alongRows(
    words: UnsafePointer<UInt64>, rows: Int, wordsPerRow: Int, first: Int, count: Int, rising: UnsafePointer<Float>,
    falling: UnsafePointer<Float>, target: UnsafeMutablePointer<Float>, stride: Int
  ) {
    var y = 0
    while y < rows {
      let row = words + y &* wordsPerRow
      let out = target + y &* stride
      var x = 0
      while x < count {
        // Not set: as far as the zeros reach.
        let start = next(row, first &+ x, first &+ count, flip: 0) &- first
        (out + x).update(repeating: 0, count: start &- x)
        if start == count { break }
        let end = next(row, first &+ start, first &+ count, flip: .max) &- first
        let length = end &- start
        if start == 0 && end == count {
          out.update(repeating: .infinity, count: count)
        } else if start == 0 {
          out.update(from: falling + (count &- length), count: length)
        } else if end == count {
          (out + start).update(from: rising + 1, count: length)
        } else {
          let half = (length &+ 1) &>> 1
          (out + start).update(from: rising + 1, count: half)
          (out + (start &+ half)).update(from: falling + (count &- (length &- half)), count: length &- half)
        }
        x = end
      }
      y &+= 1
    }
  }

  /// The first column from `x` on, or `end`, whose bit differs from those of `flip`.
  @inline(__always)
  private static func next(_ row: UnsafePointer<UInt64>, _ x: Int, _ end: Int, flip: UInt64) -> Int {
    var word = x &>> 6
    var bits = (row[word] ^ flip) & (UInt64.max &<< UInt64(truncatingIfNeeded: x & 63))
    while bits == 0 {
      word &+= 1
      if (word &<< 6) >= end { return end }
      bits = row[word] ^ flip
    }
    return min((word &<< 6) &+ bits.trailingZeroBitCount, end)
  }
}

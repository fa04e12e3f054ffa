/// Bit rows to runs of set bits and back. Twin: `RunReference`.
///
/// A run is two numbers: where it starts and where it ends (one past its last bit), in voxels of its row.
public enum RunKernels {
  /// Writes the number of runs of each row.
  /// - Parameter counts: `rows` writable numbers.
  @inline(never)
  public static func countRuns(
    words: UnsafePointer<UInt64>, rows: Int, wordsPerRow: Int, counts: UnsafeMutablePointer<UInt32>
  ) {
    var row = words
    var y = 0
    while y < rows {
      var starts = 0
      var carry: UInt64 = 0
      var i = 0
      while i < wordsPerRow {
        let bits = row[i]
        starts &+= (bits & ~(bits &<< 1 | carry)).nonzeroBitCount
        carry = bits &>> 63
        i &+= 1
      }
      counts[y] = UInt32(truncatingIfNeeded: starts)
      row += wordsPerRow
      y &+= 1
    }
  }

  /// Writes the runs of all rows one after the other, in scan order.
  /// - Parameter runs: room for twice the sum of what ``countRuns(words:rows:wordsPerRow:counts:)`` gives.
  @inline(never)
  public static func extractRuns(
    words: UnsafePointer<UInt64>, rows: Int, wordsPerRow: Int, runs: UnsafeMutablePointer<UInt32>
  ) {
    var row = words
    var next = runs
    var y = 0
    while y < rows {
      var carry: UInt64 = 0
      var base: UInt32 = 0
      var i = 0
      while i < wordsPerRow {
        let bits = row[i]
        // Every change between neighbouring bits: starts and ends alternate.
        var changes = bits ^ (bits &<< 1 | carry)
        while changes != 0 {
          next.pointee = base &+ UInt32(truncatingIfNeeded: changes.trailingZeroBitCount)
          next += 1
          changes &= changes &- 1
        }
        carry = bits &>> 63
        base &+= 64
        i &+= 1
      }
      if carry != 0 {
        next.pointee = base
        next += 1
      }
      row += wordsPerRow
      y &+= 1
    }
  }

  /// Writes every pair of a run of row a and a run of row b that share a column, or lie no further than `reach` apart.
  ///
  /// Where runs are short neither branch of the comparison can be foreseen, so every pair that is looked at is written,
  /// and the next one over it where the runs do not touch.
  /// - Parameters:
  ///   - bounds: start and end of every run.
  ///   - firstA, endA, firstB, endB: the runs of the two rows, as indices.
  ///   - reach: 0, or 1 where corners count.
  ///   - pairs: room for two numbers for every run of both rows: the indices of a's run and of b's run.
  ///   - count: receives the number of pairs.
  @inline(never)
  public static func touchingRuns(
    bounds: UnsafePointer<UInt32>, firstA: Int, endA: Int, firstB: Int, endB: Int, reach: UInt32,
    pairs: UnsafeMutablePointer<UInt32>, count: UnsafeMutablePointer<Int>
  ) {
    var a = firstA
    var b = firstB
    var next = pairs
    while a < endA && b < endB {
      let leftA = bounds[2 &* a]
      let rightA = bounds[2 &* a &+ 1]
      let leftB = bounds[2 &* b]
      let rightB = bounds[2 &* b &+ 1]
      next[0] = UInt32(truncatingIfNeeded: a)
      next[1] = UInt32(truncatingIfNeeded: b)
      let beginsInTime = leftA < rightB &+ reach ? 2 : 0
      let endsInTime = leftB < rightA &+ reach ? 2 : 0
      next += beginsInTime & endsInTime
      // Runs of a row lie at least one column apart: the next of the one that ends first cannot be missed.
      let step = rightA < rightB ? 1 : 0
      a &+= step
      b &+= 1 &- step
    }
    count.pointee = (next - pairs) / 2
  }

  /// Sets the bits of those of `count` runs of one row whose label is kept.
  /// - Parameters:
  ///   - labels: the label of each run.
  ///   - kept: 1 for a label that is kept, 0 for one that is not, from label 0 on.
  ///   - row: the words of the row; no run may end beyond them.
  @inline(never)
  public static func paintRuns(
    runs: UnsafePointer<UInt32>, labels: UnsafePointer<UInt32>, count: Int, kept: UnsafePointer<UInt8>,
    row: UnsafeMutablePointer<UInt64>
  ) {
    var i = 0
    while i < count {
      let start = Int(runs[2 &* i])
      let last = Int(runs[2 &* i &+ 1]) &- 1
      let label = Int(labels[i])
      i &+= 1
      if kept[label] == 0 { continue }
      let head = UInt64.max &<< UInt64(truncatingIfNeeded: start)
      let tail = UInt64.max &>> UInt64(truncatingIfNeeded: 63 &- (last & 63))
      var word = start &>> 6
      let end = last &>> 6
      if word == end {
        row[word] |= head & tail
        continue
      }
      row[word] |= head
      word &+= 1
      while word < end {
        row[word] = UInt64.max
        word &+= 1
      }
      row[end] |= tail
    }
  }
}

/// Voxels counted by value. Twin: `HistogramReference`.
public enum HistogramKernels {
  /// Adds voxels to a table of counts, one for each of the 65,536 values from -32,768 on.
  ///
  /// Neighbours are often alike, and a count that has just been written is slow to read again: every second one goes to a
  /// table of its own.
  /// - Parameters:
  ///   - row: `(count - 1) * step + 1` readable values, of which every `step`-th is counted.
  ///   - counts: two tables, one after the other; their sum counts.
  @inline(never)
  public static func count(
    row: UnsafePointer<Int16>, count: Int, step: Int, counts: UnsafeMutablePointer<UInt32>
  ) {
    let even = counts + 32768
    let odd = even + 65536
    var at = row
    var i = 0
    while i &+ 2 <= count {
      even[Int(at[0])] &+= 1
      odd[Int(at[step])] &+= 1
      at += 2 &* step
      i &+= 2
    }
    if i < count { even[Int(at[0])] &+= 1 }
  }
}

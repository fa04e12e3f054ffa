import KernelShim

/// Voxels to bits. Twin: `ThresholdReference`.
public enum ThresholdKernels {
  /// Bit x of row y is set where `low <= voxels[y * width + x] <= high`; padding bits of a row become 0.
  ///
  /// - Parameters:
  ///   - voxels: `rows * width` readable values, any alignment.
  ///   - words: `rows * ((width + 63) / 64)` writable words.
  @inline(never)
  public static func within(
    voxels: UnsafePointer<Int16>, rows: Int, width: Int, low: Int16, high: Int16, words: UnsafeMutablePointer<UInt64>
  ) {
    let whole = width >> 6
    let rest = width & 63
    var row = voxels
    var out = words
    var y = 0
    while y < rows {
      var i = 0
      while i < whole {
        out[i] = kernel_within64(row + (i &<< 6), low, high)
        i &+= 1
      }
      if rest > 0 {
        if whole > 0 {
          // The last 64 voxels of the row hold the rest at their upper end.
          out[whole] = kernel_within64(row + (width &- 64), low, high) &>> UInt64(64 &- rest)
        } else {
          var bits: UInt64 = 0
          var x = 0
          while x < rest {
            if row[x] >= low && row[x] <= high { bits |= 1 &<< UInt64(truncatingIfNeeded: x) }
            x &+= 1
          }
          out[0] = bits
        }
        out += 1
      }
      out += whole
      row += width
      y &+= 1
    }
  }
}

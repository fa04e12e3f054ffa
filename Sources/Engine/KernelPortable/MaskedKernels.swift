import KernelShim

/// Intensities under a mask. Twin: `MaskedReference`.
public enum MaskedKernels {
  /// Rows whose voxels under the mask are held within `low...high` and whose other voxels are `outside`.
  /// - Parameters:
  ///   - source: `rows * width` readable values.
  ///   - words: the mask's rows, `wordsPerRow` words each.
  ///   - target: `rows * width` writable values, not overlapping `source`.
  @inline(never)
  public static func clamp(
    _ source: UnsafePointer<Int16>, _ words: UnsafePointer<UInt64>, _ rows: Int, _ width: Int, _ wordsPerRow: Int,
    _ low: Int16, _ high: Int16, _ outside: Int16, _ target: UnsafeMutablePointer<Int16>
  ) {
    let lowest = SIMD8<Int16>(repeating: low)
    let highest = SIMD8<Int16>(repeating: high)
    let fill = SIMD8<Int16>(repeating: outside)
    let bits = SIMD8<Int16>(1, 2, 4, 8, 16, 32, 64, 128)
    for row in 0..<rows {
      let from = UnsafeRawPointer(source + row &* width)
      let to = UnsafeMutableRawPointer(target + row &* width)
      let mask = UnsafeRawPointer(words + row &* wordsPerRow)
      var i = 0
      while i &+ 8 <= width {
        // Little-endian words: byte i / 8 of a row holds voxels i ..< i + 8.
        let byte = mask.load(fromByteOffset: i &>> 3, as: UInt8.self)
        var value = (from + i &* 2).loadUnaligned(as: SIMD8<Int16>.self)
        value.replace(with: lowest, where: value .< lowest)
        value.replace(with: highest, where: value .> highest)
        if byte != 0xff {
          // A comparison with a scalar would be a loop over the lanes.
          let set = SIMD8<Int16>(repeating: Int16(truncatingIfNeeded: byte)) & bits
          value.replace(with: fill, where: set .!= bits)
        }
        to.storeBytes(of: value, toByteOffset: i &* 2, as: SIMD8<Int16>.self)
        i &+= 8
      }
      while i < width {
        let set = (words + row &* wordsPerRow)[i &>> 6] &>> UInt64(i & 63) & 1
        let value = source[row &* width &+ i]
        let held = value < low ? low : value > high ? high : value
        target[row &* width &+ i] = set == 1 ? held : outside
        i &+= 1
      }
    }
  }
}

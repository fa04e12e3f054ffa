import KernelShim

/// The other steps of the Euclidean distance transform: along y, then z, every voxel takes the least of the parabolas that
/// stand on the rows of its column. Twin: `DistanceReference`. Pointers may have any alignment.
///
/// No envelope is built: eight columns look outwards together, whole blocks of rows at a time, and stop where nothing can
/// be lower.
public enum ParabolaKernels {
  private typealias Lanes = SIMD8<Float>

  /// Rows of a block: those whose least value is known.
  private static let height = 8

  /// Every row as the least of the parabolas on all rows: `target[r][x] = min over j of (rows[j][x] + squares[|r - j|])`,
  /// or the root of it.
  /// - Parameters:
  ///   - rows: `count` rows of `stride` readable floats, one after another; none is negative or NaN.
  ///   - stride: a multiple of 8.
  ///   - squares: the squared distances of 0, 1, … `count + 7` rows, increasing.
  ///   - lows: scratch for `stride` floats for every eight rows, the last of which may be fewer.
  ///   - target: `count` rows of `width` writable floats, `targetStride` apart, not overlapping `rows`.
  ///   - root: whether the root is written.
  @inline(never)
  public static func acrossRows(
    rows: UnsafePointer<Float>, count: Int, stride: Int, squares: UnsafePointer<Float>,
    lows: UnsafeMutablePointer<Float>, target: UnsafeMutablePointer<Float>, targetStride: Int, width: Int, root: Bool
  ) {
    let blocks = (count &+ height &- 1) / height
    findLows(rows: rows, count: count, stride: stride, lows: lows)
    var block = 0
    while block < blocks {
      let end = min((block &+ 1) &* height, count)
      var x = 0
      while x < width {
        var r = block &* height
        while r < end {
          var least = load(rows, r &* stride &+ x)
          if isAny(least .> 0) {
            least = lower(least, by: rows + x, block &* height, end, r, stride, squares)
            var step = 1
            while step <= block || step < blocks &- block {
              let above = (block &+ step) &* height
              let below = (block &- step) &* height
              let distanceAbove = above &- r
              let distanceBelow = r &- (below &+ height &- 1)
              if !isAny(least .> squares[min(distanceAbove, distanceBelow)]) { break }
              if step < blocks &- block,
                isAny(load(lows, (block &+ step) &* stride &+ x) + squares[distanceAbove] .< least)
              {
                least = lower(least, by: rows + x, above, min(above &+ height, count), r, stride, squares)
              }
              if step <= block, isAny(load(lows, (block &- step) &* stride &+ x) + squares[distanceBelow] .< least) {
                least = lower(least, by: rows + x, below, below &+ height, r, stride, squares)
              }
              step &+= 1
            }
            if root { least = kernel_sqrt(least) }
          }
          let out = target + (r &* targetStride &+ x)
          if width &- x >= 8 {
            UnsafeMutableRawPointer(out).storeBytes(of: least, as: Lanes.self)
          } else {
            kernel_store_first(least, Int32(truncatingIfNeeded: width &- x), out)
          }
          r &+= 1
        }
        x &+= 8
      }
      block &+= 1
    }
  }

  /// The least of each column of every block of rows.
  @inline(__always)
  private static func findLows(
    rows: UnsafePointer<Float>, count: Int, stride: Int, lows: UnsafeMutablePointer<Float>
  ) {
    var first = 0
    var low = UnsafeMutableRawPointer(lows)
    while first < count {
      let end = min(first &+ height, count)
      var x = 0
      while x < stride {
        var least = load(rows, first &* stride &+ x)
        var r = first &+ 1
        while r < end {
          least = kernel_min(least, load(rows, r &* stride &+ x))
          r &+= 1
        }
        low.storeBytes(of: least, toByteOffset: x &* 4, as: Lanes.self)
        x &+= 8
      }
      low += stride &* 4
      first = end
    }
  }

  /// The least of eight values of row `r` and the parabolas on rows `first..<end`.
  @inline(__always)
  private static func lower(
    _ values: Lanes, by column: UnsafePointer<Float>, _ first: Int, _ end: Int, _ r: Int, _ stride: Int,
    _ squares: UnsafePointer<Float>
  ) -> Lanes {
    var least = values
    var j = first
    while j < end {
      let distance = r > j ? r &- j : j &- r
      least = kernel_min(least, load(column, j &* stride) + squares[distance])
      j &+= 1
    }
    return least
  }

  @inline(__always)
  private static func isAny(_ mask: SIMDMask<SIMD8<Int32>>) -> Bool {
    kernel_bits(SIMD8<Int32>.zero.replacing(with: SIMD8(repeating: -1), where: mask)) != 0
  }

  @inline(__always)
  private static func load(_ row: UnsafePointer<Float>, _ x: Int) -> Lanes {
    UnsafeRawPointer(row + x).loadUnaligned(as: Lanes.self)
  }
}

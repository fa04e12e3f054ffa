import KernelShim

/// Kernels of the blob response and its maxima. Twin: `BlobReference`. Pointers may have any alignment; targets overlap
/// no source.
public enum BlobKernels {
  /// One row of the blob response, the scaled and negated six-point Laplacian:
  /// `target[x] = factor · (6 · c - (((west + east) + (north + south)) + (below + above)))` for `x` in
  /// `first..<first + count`; at either end of the row the centre stands for the neighbour that is not there.
  /// - Parameters:
  ///   - centre, north, south, below, above: rows of `width` readable floats.
  ///   - target: writable from `first` on for `count` floats.
  @inline(never)
  public static func response(
    centre: UnsafePointer<Float>, north: UnsafePointer<Float>, south: UnsafePointer<Float>,
    below: UnsafePointer<Float>, above: UnsafePointer<Float>, width: Int, first: Int, count: Int, factor: Float,
    target: UnsafeMutablePointer<Float>
  ) {
    typealias Lanes = SIMD8<Float>
    let to = UnsafeMutableRawPointer(target)
    let scale = Lanes(repeating: factor)
    let six = Lanes(repeating: 6)
    let end = first &+ count
    let innerEnd = min(end, width &- 1)
    var x = first
    while x < end {
      if x > 0 && x &+ 8 <= innerEnd {
        let c = load(centre, x)
        let pairs = (load(centre, x &- 1) + load(centre, x &+ 1)) + (load(north, x) + load(south, x))
        let sum = pairs + (load(below, x) + load(above, x))
        to.storeBytes(of: scale * (six * c - sum), toByteOffset: x &* 4, as: Lanes.self)
        x &+= 8
      } else {
        let c = centre[x]
        let west = x > 0 ? centre[x &- 1] : c
        let east = x &+ 1 < width ? centre[x &+ 1] : c
        target[x] = factor * (6 * c - (((west + east) + (north[x] + south[x])) + (below[x] + above[x])))
        x &+= 1
      }
    }
  }

  /// Finds the maxima in one row: bit `b` of word `w` is set where voxel x = `64 · w + b` is set in the mask, its value
  /// is at least `minimum`, greater than each of the 13 neighbours that precede it in scan order and no less than each
  /// of the 13 that follow.
  /// - Parameters:
  ///   - rows: nine rows in scan order, the fifth in the middle; readable from `64 · firstWord - 1` to
  ///     `64 · (firstWord + wordCount)`, whatever lies there counting only beside voxels of the mask.
  ///   - mask, hits: rows of words; only `wordCount` of them from `firstWord` on are read and written.
  @inline(never)
  public static func maxima(
    rows: UnsafePointer<UnsafePointer<Float>>, mask: UnsafePointer<UInt64>, firstWord: Int, wordCount: Int,
    minimum: Float, hits: UnsafeMutablePointer<UInt64>
  ) {
    typealias Lanes = SIMD8<Float>
    let threshold = Lanes(repeating: minimum)
    var word = firstWord
    while word < firstWord &+ wordCount {
      var found: UInt64 = 0
      let inside = mask[word]
      var shift = 0
      while shift < 64 {
        let allowed = UInt8(truncatingIfNeeded: inside &>> UInt64(truncatingIfNeeded: shift))
        if allowed != 0 {
          let x = word &* 64 &+ shift
          let c = load(rows[4], x)
          if bits(c .>= threshold) & allowed != 0 {
            let before = kernel_max(
              kernel_max(kernel_max(largest(rows[0], x), largest(rows[1], x)), largest(rows[2], x)),
              kernel_max(largest(rows[3], x), load(rows[4], x &- 1)))
            let after = kernel_max(
              kernel_max(kernel_max(largest(rows[6], x), largest(rows[7], x)), largest(rows[8], x)),
              kernel_max(largest(rows[5], x), load(rows[4], x &+ 1)))
            let peaks = bits((c .>= threshold) .& (c .> before) .& (c .>= after)) & allowed
            found |= UInt64(peaks) &<< UInt64(truncatingIfNeeded: shift)
          }
        }
        shift &+= 8
      }
      hits[word] = found
      word &+= 1
    }
  }

  /// The largest of each voxel and its neighbours on either side.
  @inline(__always)
  private static func largest(_ row: UnsafePointer<Float>, _ x: Int) -> SIMD8<Float> {
    kernel_max(kernel_max(load(row, x &- 1), load(row, x)), load(row, x &+ 1))
  }

  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD8<Int32>>) -> UInt8 {
    kernel_bits(SIMD8<Int32>.zero.replacing(with: SIMD8(repeating: -1), where: mask))
  }

  @inline(__always)
  private static func load(_ row: UnsafePointer<Float>, _ x: Int) -> SIMD8<Float> {
    UnsafeRawPointer(row + x).loadUnaligned(as: SIMD8<Float>.self)
  }
}

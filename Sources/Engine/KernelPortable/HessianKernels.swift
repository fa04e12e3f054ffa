import KernelShim

/// The Hessians of those voxels that can be the middle of a bright blob. Twin: `HessianReference`. Pointers may have any
/// alignment; targets overlap no source.
///
/// Few voxels can, and only those are worth the roots and quotients of ``EigenvalueKernels``.
public enum HessianKernels {
  private typealias Lanes = SIMD8<Float>

  /// Gathers the negated Hessians of those voxels of a row that could answer more than they did so far.
  ///
  /// Elements by central differences: `xx = (c + c) - (west + east)`, so `yy` and `zz`; `xy = 0.25 · ((northEast -
  /// northWest) - (southEast - southWest))`, so `xz` with above for south, and `yz` with above for south and south for
  /// east. A voxel is taken where it is set in the mask, where the least of `xx`, `yy` and `zz` times `factor` is greater
  /// than its response, and where Sylvester's minors are positive: `yy · zz - yz²`, `xx · zz - xz²`, `xx · yy - xy²` and
  /// `(xx · (yy · zz - yz²) - xy · (xy · zz - yz · xz)) + xz · (xy · yz - yy · xz)`.
  /// - Parameters:
  ///   - rows: nine rows in scan order, the fifth in the middle; readable from one voxel before every eight voxels of which
  ///     the mask has one to one behind them, whatever lies there counting only beside voxels of the mask.
  ///   - mask: the row's words; only `wordCount` of them from `firstWord` on are read.
  ///   - width: voxels of the row; the mask has none beyond.
  ///   - response: the row's `width` responses so far.
  ///   - elements: `xx`, `yy`, `zz`, `xy`, `xz`, `yz` of the voxels taken, `stride` floats from one to the next; `stride`
  ///     is at least `width + 8`. Behind them is room for 48 floats of scratch.
  ///   - columns: receives the x of each; room for `width`.
  ///   - count: receives how many there are.
  @inline(never)
  public static func gather(
    rows: UnsafePointer<UnsafePointer<Float>>, mask: UnsafePointer<UInt64>, firstWord: Int, wordCount: Int, width: Int,
    factor: Float, response: UnsafePointer<Float>, elements: UnsafeMutablePointer<Float>, stride: Int,
    columns: UnsafeMutablePointer<UInt32>, count: UnsafeMutablePointer<Int>
  ) {
    let block = elements + 6 &* stride
    var taken = 0
    var word = firstWord
    while word < firstWord &+ wordCount {
      let inside = mask[word]
      var shift = inside == 0 ? 64 : 0
      while shift < 64 {
        let allowed = UInt8(truncatingIfNeeded: inside &>> UInt64(truncatingIfNeeded: shift))
        let x = word &* 64 &+ shift
        shift &+= 8
        if allowed == 0 { continue }
        let c = load(rows[4], x)
        let double = c + c
        let xx = double - (load(rows[4], x &- 1) + load(rows[4], x &+ 1))
        let yy = double - (load(rows[3], x) + load(rows[5], x))
        let zz = double - (load(rows[1], x) + load(rows[7], x))
        let left = width &- x
        let best = left >= 8 ? load(response, x) : kernel_load_lanes(response + x, Int32(truncatingIfNeeded: left))
        let isMore = kernel_min(kernel_min(xx, yy), zz) * factor .> best
        if bits(isMore) & allowed == 0 { continue }
        let xy = 0.25 * (step(rows[3], x) - step(rows[5], x))
        let xz = 0.25 * (step(rows[1], x) - step(rows[7], x))
        let yz = 0.25 * ((load(rows[2], x) - load(rows[0], x)) - (load(rows[8], x) - load(rows[6], x)))
        let minor = yy * zz - yz * yz
        let determinant = (xx * minor - xy * (xy * zz - yz * xz)) + xz * (xy * yz - yy * xz)
        let arePositive =
          ((minor .> 0) .& (xx * zz - xz * xz .> 0)) .& ((xx * yy - xy * xy .> 0) .& (determinant .> 0))
        var lanes = bits(isMore .& arePositive) & allowed
        if lanes == 0 { continue }
        store(xx, block)
        store(yy, block + 8)
        store(zz, block + 16)
        store(xy, block + 24)
        store(xz, block + 32)
        store(yz, block + 40)
        while lanes != 0 {
          let lane = lanes.trailingZeroBitCount
          let to = elements + taken
          to[0] = block[lane]
          to[stride] = block[lane &+ 8]
          to[2 &* stride] = block[lane &+ 16]
          to[3 &* stride] = block[lane &+ 24]
          to[4 &* stride] = block[lane &+ 32]
          to[5 &* stride] = block[lane &+ 40]
          columns[taken] = UInt32(truncatingIfNeeded: x &+ lane)
          taken &+= 1
          lanes &= lanes &- 1
        }
      }
      word &+= 1
    }
    count.pointee = taken
  }

  /// The difference of each voxel's neighbours along the row.
  @inline(__always)
  private static func step(_ row: UnsafePointer<Float>, _ x: Int) -> Lanes { load(row, x &+ 1) - load(row, x &- 1) }

  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD8<Int32>>) -> UInt8 {
    kernel_bits(SIMD8<Int32>.zero.replacing(with: SIMD8(repeating: -1), where: mask))
  }

  @inline(__always)
  private static func load(_ row: UnsafePointer<Float>, _ x: Int) -> Lanes {
    UnsafeRawPointer(row + x).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private static func store(_ value: Lanes, _ target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: value, as: Lanes.self)
  }
}

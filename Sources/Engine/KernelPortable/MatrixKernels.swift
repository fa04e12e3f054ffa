import KernelShim

/// The matrix product behind every convolution and dense layer. Twin: `NetworkReference`.
///
/// Fused multiply-add is allowed here and in no other kernel: the instruction sets agree to a tolerance, not in bits.
/// Every sum runs over its terms in the order in which they lie, in one accumulator, so that the bits do not depend on
/// how the rows are cut.
public enum MatrixKernels {
  typealias Lanes = SIMD8<Float>

  /// `target[r][c] = act(Σ rows[r][offsets[j] + k] · panel[j · runLength + k][c] + bias[c] + addend[r][c])` for up to
  /// sixteen columns; the sum over runs `j`, within each over `k`. `act(x)` is `x`, and `slope · x` where `x` is
  /// negative.
  /// - Parameters:
  ///   - rows: row `r` begins at `r · rowStride`; rows may overlap. From there every run is read.
  ///   - offsets: `runs` offsets from the start of a row.
  ///   - panel: `runs · runLength · 16` weights, sixteen for each term.
  ///   - target: row `r` begins at `r · targetStride`; `columns` floats of each are written, 1 to 16.
  ///   - bias: sixteen floats; without it the bare sums are stored, and `addend` and `slope` are not used.
  ///   - addend: laid out as `target`; may be the same memory.
  ///   - sums: 96 floats of scratch.
  @inline(never)
  public static func multiply(
    rows: UnsafePointer<Float>, rowStride: Int, offsets: UnsafePointer<Int>, runs: Int, runLength: Int,
    panel: UnsafePointer<Float>, target: UnsafeMutablePointer<Float>, targetStride: Int, count: Int, columns: Int,
    bias: UnsafePointer<Float>?, addend: UnsafePointer<Float>?, slope: Float, sums: UnsafeMutablePointer<Float>
  ) {
    // Tiles of nearly the same height: one of 6 and one of 2 would take longer than two of 4.
    let tiles = (count &+ 5) / 6
    var row = 0
    var tile = 0
    while tile < tiles {
      let height = (count &- row &+ tiles &- tile &- 1) / (tiles &- tile)
      let from = rows + row &* rowStride
      let to = target + row &* targetStride
      let add = addend.map { $0 + row &* targetStride }
      switch height {
      case 6:
        multiply(
          6, from, rowStride, offsets, runs, runLength, panel, to, targetStride, columns, bias, add, slope, sums)
      case 5:
        multiply(
          5, from, rowStride, offsets, runs, runLength, panel, to, targetStride, columns, bias, add, slope, sums)
      case 4:
        multiply(
          4, from, rowStride, offsets, runs, runLength, panel, to, targetStride, columns, bias, add, slope, sums)
      case 3:
        multiply(
          3, from, rowStride, offsets, runs, runLength, panel, to, targetStride, columns, bias, add, slope, sums)
      case 2:
        multiply(
          2, from, rowStride, offsets, runs, runLength, panel, to, targetStride, columns, bias, add, slope, sums)
      default:
        multiply(
          1, from, rowStride, offsets, runs, runLength, panel, to, targetStride, columns, bias, add, slope, sums)
      }
      row &+= height
      tile &+= 1
    }
  }

  /// A tile of `height` rows, a literal: the loops over it unroll, and all sums stay in registers.
  @inline(__always)
  private static func multiply(
    _ height: Int, _ rows: UnsafePointer<Float>, _ rowStride: Int, _ offsets: UnsafePointer<Int>, _ runs: Int,
    _ runLength: Int, _ panel: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ targetStride: Int,
    _ columns: Int, _ bias: UnsafePointer<Float>?, _ addend: UnsafePointer<Float>?, _ slope: Float,
    _ sums: UnsafeMutablePointer<Float>
  ) {
    var low = InlineArray<6, Lanes>(repeating: .zero)
    var high = InlineArray<6, Lanes>(repeating: .zero)
    var weights = UnsafeRawPointer(panel)
    var run = 0
    while run < runs {
      let from = rows + offsets[run]
      var k = 0
      while k < runLength {
        let first = weights.loadUnaligned(as: Lanes.self)
        let second = (weights + 32).loadUnaligned(as: Lanes.self)
        weights += 64
        var r = 0
        while r < height {
          let value = Lanes(repeating: from[r &* rowStride &+ k])
          low[unchecked: r] = kernel_multiply_add(value, first, low[unchecked: r])
          high[unchecked: r] = kernel_multiply_add(value, second, high[unchecked: r])
          r &+= 1
        }
        k &+= 1
      }
      run &+= 1
    }
    // The sums leave their registers by plain stores alone: what is more would keep them in memory throughout.
    if columns == 16 && bias == nil {
      var r = 0
      while r < height {
        let to = UnsafeMutableRawPointer(target + r &* targetStride)
        to.storeBytes(of: low[unchecked: r], as: Lanes.self)
        to.storeBytes(of: high[unchecked: r], toByteOffset: 32, as: Lanes.self)
        r &+= 1
      }
      return
    }
    var r = 0
    while r < height {
      let to = UnsafeMutableRawPointer(sums + r &* 16)
      to.storeBytes(of: low[unchecked: r], as: Lanes.self)
      to.storeBytes(of: high[unchecked: r], toByteOffset: 32, as: Lanes.self)
      r &+= 1
    }
    finish(sums, height, target, targetStride, columns, bias, addend, slope)
  }

  /// Adds bias and addend to a tile of sums and stores it.
  @inline(never)
  private static func finish(
    _ sums: UnsafePointer<Float>, _ height: Int, _ target: UnsafeMutablePointer<Float>, _ stride: Int, _ columns: Int,
    _ bias: UnsafePointer<Float>?, _ addend: UnsafePointer<Float>?, _ slope: Float
  ) {
    var r = 0
    while r < height {
      var column = 0
      while column &+ 8 <= columns {
        let at = r &* stride &+ column
        var value = UnsafeRawPointer(sums + (r &* 16 &+ column)).loadUnaligned(as: Lanes.self)
        if let bias {
          value += UnsafeRawPointer(bias + column).loadUnaligned(as: Lanes.self)
          if let addend { value += UnsafeRawPointer(addend + at).loadUnaligned(as: Lanes.self) }
          value.replace(with: value * slope, where: value .< 0)
        }
        UnsafeMutableRawPointer(target + at).storeBytes(of: value, as: Lanes.self)
        column &+= 8
      }
      while column < columns {
        var value = sums[r &* 16 &+ column]
        if let bias {
          value += bias[column]
          if let addend { value += addend[r &* stride &+ column] }
          if value < 0 { value *= slope }
        }
        target[r &* stride &+ column] = value
        column &+= 1
      }
      r &+= 1
    }
  }
}

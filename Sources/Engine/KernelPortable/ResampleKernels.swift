import KernelShim

/// Kernels of linear resampling along one axis each. Twin: `ResampleReference`.
///
/// Every output is `Σ w[t] · input[t]` over `taps` inputs, added up with growing `t` in floats, one rounding for every
/// `·` and every `+`. Pointers may have any alignment; the target overlaps no source.
public enum ResampleKernels {
  /// One row of floats from rows of whole numbers.
  /// - Parameters:
  ///   - rows: `taps` rows of `count` readable values.
  ///   - weights: `taps` weights; at least one.
  ///   - target: `count` writable floats.
  @inline(never)
  public static func combine(
    integers rows: UnsafePointer<UnsafePointer<Int16>>, weights: UnsafePointer<Float>, taps: Int,
    target: UnsafeMutablePointer<Float>, count: Int
  ) {
    let to = UnsafeMutableRawPointer(target)
    var i = taps == 3 && count >= 8 ? combineThree(rows, weights, to, count) : 0
    while i &+ 16 <= count {
      let first = SIMD8<Float>(repeating: weights[0])
      var low = first * load(rows[0], i)
      var high = first * load(rows[0], i &+ 8)
      var tap = 1
      while tap < taps {
        let weight = SIMD8<Float>(repeating: weights[tap])
        low += weight * load(rows[tap], i)
        high += weight * load(rows[tap], i &+ 8)
        tap &+= 1
      }
      to.storeBytes(of: low, toByteOffset: i &* 4, as: SIMD8<Float>.self)
      to.storeBytes(of: high, toByteOffset: i &* 4 &+ 32, as: SIMD8<Float>.self)
      i &+= 16
    }
    while i < count && count >= 8 {
      let start = min(i, count &- 8)  // the last eight may overlap those before, which gives the same numbers again
      var sum = SIMD8<Float>(repeating: weights[0]) * load(rows[0], start)
      var tap = 1
      while tap < taps {
        sum += SIMD8<Float>(repeating: weights[tap]) * load(rows[tap], start)
        tap &+= 1
      }
      to.storeBytes(of: sum, toByteOffset: start &* 4, as: SIMD8<Float>.self)
      i = start &+ 8
    }
    while i < count {
      var sum = weights[0] * Float(rows[0][i])
      var tap = 1
      while tap < taps {
        sum += weights[tap] * Float(rows[tap][i])
        tap &+= 1
      }
      target[i] = sum
      i &+= 1
    }
  }

  /// The same of three rows, at least eight values: what shrinking by less than two takes. Weights and rows stay in registers.
  /// - Returns: how many are done: all.
  @inline(__always)
  private static func combineThree(
    _ rows: UnsafePointer<UnsafePointer<Int16>>, _ weights: UnsafePointer<Float>, _ to: UnsafeMutableRawPointer,
    _ count: Int
  ) -> Int {
    let (first, second, third) = (rows[0], rows[1], rows[2])
    let (a, b, c) = (
      SIMD8<Float>(repeating: weights[0]), SIMD8<Float>(repeating: weights[1]), SIMD8<Float>(repeating: weights[2])
    )
    var i = 0
    while i < count {
      let start = min(i, count &- 8)
      let sum = a * load(first, start) + b * load(second, start) + c * load(third, start)
      to.storeBytes(of: sum, toByteOffset: start &* 4, as: SIMD8<Float>.self)
      i = start &+ 8
    }
    return i
  }

  /// One row of floats from rows of floats.
  /// - Parameters:
  ///   - rows: `taps` rows of `count` readable floats.
  ///   - weights: `taps` weights; at least one.
  ///   - target: `count` writable floats.
  @inline(never)
  public static func combine(
    floats rows: UnsafePointer<UnsafePointer<Float>>, weights: UnsafePointer<Float>, taps: Int,
    target: UnsafeMutablePointer<Float>, count: Int
  ) {
    let to = UnsafeMutableRawPointer(target)
    var i = 0
    while i < count && count >= 8 {
      let start = min(i, count &- 8)  // as above
      var sum = SIMD8<Float>(repeating: weights[0]) * load(rows[0], start)
      var tap = 1
      while tap < taps {
        sum += SIMD8<Float>(repeating: weights[tap]) * load(rows[tap], start)
        tap &+= 1
      }
      to.storeBytes(of: sum, toByteOffset: start &* 4, as: SIMD8<Float>.self)
      i = start &+ 8
    }
    while i < count {
      var sum = weights[0] * rows[0][i]
      var tap = 1
      while tap < taps {
        sum += weights[tap] * rows[tap][i]
        tap &+= 1
      }
      target[i] = sum
      i &+= 1
    }
  }

  /// Up to eight rows along x at once, rounded half to even to whole numbers. The rows are turned into columns, so that
  /// the eight lanes of a vector are the eight rows and no input has to be gathered.
  /// - Parameters:
  ///   - rows: eight rows, `stride` floats from one to the next; `stride` is a multiple of 8, all of it readable, and
  ///     values lie within 16 bits.
  ///   - starts: for each of `count` outputs the first of its inputs.
  ///   - weights: for each output `taps` weights.
  ///   - columns: scratch for `8 · stride` floats.
  ///   - block: scratch for 64 values.
  ///   - target: the first `rowCount` rows of `count` writable values, `targetStride` from one to the next.
  @inline(never)
  public static func across(
    rows: UnsafePointer<Float>, stride: Int, starts: UnsafePointer<Int32>, weights: UnsafePointer<Float>, taps: Int,
    columns: UnsafeMutablePointer<Float>, block: UnsafeMutablePointer<Int16>, target: UnsafeMutablePointer<Int16>,
    targetStride: Int, rowCount: Int, count: Int
  ) {
    var x = 0
    while x < stride {
      kernel_transpose_floats(rows + x, Int64(stride), columns + x &* 8)
      x &+= 8
    }
    let from = UnsafeRawPointer(columns)
    let results = UnsafeMutableRawPointer(block)
    var i = 0
    while i < count {
      let columnsLeft = min(8, count &- i)
      var j = 0
      while j < columnsLeft {
        let weight = weights + (i &+ j) &* taps
        let at = from + Int(starts[i &+ j]) &* 32
        var sum = SIMD8<Float>(repeating: weight[0]) * at.loadUnaligned(as: SIMD8<Float>.self)
        var tap = 1
        if taps == 3 {
          sum += SIMD8<Float>(repeating: weight[1]) * (at + 32).loadUnaligned(as: SIMD8<Float>.self)
          sum += SIMD8<Float>(repeating: weight[2]) * (at + 64).loadUnaligned(as: SIMD8<Float>.self)
          tap = 3
        }
        while tap < taps {
          sum += SIMD8<Float>(repeating: weight[tap]) * (at + tap &* 32).loadUnaligned(as: SIMD8<Float>.self)
          tap &+= 1
        }
        results.storeBytes(of: kernel_narrow(kernel_round_to_int(sum)), toByteOffset: j &* 16, as: SIMD8<Int16>.self)
        j &+= 1
      }
      if columnsLeft == 8 {
        kernel_transpose_shorts(block, target + i, Int64(targetStride), Int32(truncatingIfNeeded: rowCount))
      } else {
        var k = 0
        while k < columnsLeft &* rowCount {
          let row = k / columnsLeft
          let column = k &- row &* columnsLeft
          target[row &* targetStride &+ i &+ column] = block[column &* 8 &+ row]
          k &+= 1
        }
      }
      i &+= 8
    }
  }

  @inline(__always)
  private static func load(_ row: UnsafePointer<Int16>, _ offset: Int) -> SIMD8<Float> {
    SIMD8<Float>(UnsafeRawPointer(row + offset).loadUnaligned(as: SIMD8<Int16>.self))
  }

  @inline(__always)
  private static func load(_ row: UnsafePointer<Float>, _ offset: Int) -> SIMD8<Float> {
    UnsafeRawPointer(row + offset).loadUnaligned(as: SIMD8<Float>.self)
  }
}

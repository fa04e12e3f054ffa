import KernelShim

/// Kernels of projections: rows folded into rows, and rows folded into one number. Twin: `ProjectionReference`.
/// Pointers may have any alignment.
public enum ProjectionKernels {
  /// `target[i] = max(target[i], row[i])`.
  /// - Parameters:
  ///   - row: `count` readable values that the target does not overlap.
  @inline(never)
  public static func maximum(row: UnsafePointer<Int16>, target: UnsafeMutablePointer<Int16>, count: Int) {
    let from = UnsafeRawPointer(row)
    let to = UnsafeMutableRawPointer(target)
    var i = 0
    while i &+ 16 <= count {
      let value = (from + i &* 2).loadUnaligned(as: SIMD16<Int16>.self)
      let best = (to + i &* 2).loadUnaligned(as: SIMD16<Int16>.self)
      to.storeBytes(of: best.replacing(with: value, where: value .> best), toByteOffset: i &* 2, as: SIMD16<Int16>.self)
      i &+= 16
    }
    while i < count {
      target[i] = max(target[i], row[i])
      i &+= 1
    }
  }

  /// `target[i] += row[i]`, wrapping beyond 32 bits.
  /// - Parameters:
  ///   - row: `count` readable values.
  @inline(never)
  public static func sum(row: UnsafePointer<Int16>, target: UnsafeMutablePointer<Int32>, count: Int) {
    let from = UnsafeRawPointer(row)
    let to = UnsafeMutableRawPointer(target)
    var i = 0
    while i &+ 8 <= count {
      let value = kernel_widen((from + i &* 2).loadUnaligned(as: SIMD8<Int16>.self))
      let total = (to + i &* 4).loadUnaligned(as: SIMD8<Int32>.self)
      to.storeBytes(of: total &+ value, toByteOffset: i &* 4, as: SIMD8<Int32>.self)
      i &+= 8
    }
    while i < count {
      target[i] &+= Int32(row[i])
      i &+= 1
    }
  }

  /// `target[0]` becomes the largest of the row, or of -32768 where the row is empty.
  /// - Parameters:
  ///   - row: `count` readable values.
  @inline(never)
  public static func maximum(of row: UnsafePointer<Int16>, count: Int, target: UnsafeMutablePointer<Int16>) {
    let from = UnsafeRawPointer(row)
    var lanes = SIMD16<Int16>(repeating: .min)
    var i = 0
    while i &+ 16 <= count {
      let value = (from + i &* 2).loadUnaligned(as: SIMD16<Int16>.self)
      lanes.replace(with: value, where: value .> lanes)
      i &+= 16
    }
    var best = largest(lanes)
    while i < count {
      best = max(best, row[i])
      i &+= 1
    }
    target[0] = best
  }

  /// `target[0]` becomes the sum of the row, wrapping beyond 32 bits.
  /// - Parameters:
  ///   - row: `count` readable values.
  @inline(never)
  public static func sum(of row: UnsafePointer<Int16>, count: Int, target: UnsafeMutablePointer<Int32>) {
    let from = UnsafeRawPointer(row)
    var lanes = SIMD8<Int32>.zero
    var i = 0
    while i &+ 8 <= count {
      lanes &+= kernel_widen((from + i &* 2).loadUnaligned(as: SIMD8<Int16>.self))
      i &+= 8
    }
    var total = lanes.wrappedSum()
    while i < count {
      total &+= Int32(row[i])
      i &+= 1
    }
    target[0] = total
  }

  /// The largest lane. Written out: the standard library's own is generic code that would be shared between instruction
  /// sets.
  @inline(__always)
  private static func largest(_ lanes: SIMD16<Int16>) -> Int16 {
    var eight = lanes.lowHalf
    eight.replace(with: lanes.highHalf, where: lanes.highHalf .> eight)
    var four = eight.lowHalf
    four.replace(with: eight.highHalf, where: eight.highHalf .> four)
    var two = four.lowHalf
    two.replace(with: four.highHalf, where: four.highHalf .> two)
    return max(two[0], two[1])
  }
}

/// Masks combined word by word. Twin: `MaskLogicReference`. Outputs may be the inputs.
public enum MaskLogicKernels {
  /// `out = a & b`, `count` words each.
  @inline(never)
  public static func intersect(
    _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>, count: Int
  ) {
    var i = 0
    while i < count {
      out[i] = a[i] & b[i]
      i &+= 1
    }
  }

  /// `out = a | b`, `count` words each.
  @inline(never)
  public static func unite(
    _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>, count: Int
  ) {
    var i = 0
    while i < count {
      out[i] = a[i] | b[i]
      i &+= 1
    }
  }

  /// `out = a & ~b`, `count` words each.
  @inline(never)
  public static func subtract(
    _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>, count: Int
  ) {
    var i = 0
    while i < count {
      out[i] = a[i] & ~b[i]
      i &+= 1
    }
  }

  /// `out = ~a`, the last word of each row kept within `lastMask` so that padding bits stay 0.
  /// - Parameter wordsPerRow: at least 1.
  @inline(never)
  public static func complement(
    _ a: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>, rows: Int, wordsPerRow: Int, lastMask: UInt64
  ) {
    let count = rows &* wordsPerRow
    var i = 0
    while i < count {
      out[i] = ~a[i]
      i &+= 1
    }
    var last = wordsPerRow &- 1
    while last < count {
      out[last] &= lastMask
      last &+= wordsPerRow
    }
  }

  /// Adds the number of set bits of `count` words to `total`.
  @inline(never)
  public static func countBits(_ a: UnsafePointer<UInt64>, count: Int, total: UnsafeMutablePointer<Int>) {
    var sum = 0
    var i = 0
    while i < count {
      sum &+= a[i].nonzeroBitCount
      i &+= 1
    }
    total.pointee &+= sum
  }
}

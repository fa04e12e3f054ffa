import KernelShim

/// The most that the matrix kernel could do, for benchmarks.
public enum PeakKernels {
  /// Twelve chains of `x · a + b` of eight lanes each, `count` links long, all in registers: 192 operations a link. The sum
  /// of the chains is stored, so that nothing is left out.
  /// - Parameter target: eight writable floats.
  @inline(never)
  public static func multiplyAdd(a: Float, b: Float, count: Int, target: UnsafeMutablePointer<Float>) {
    typealias Lanes = SIMD8<Float>
    let (factor, term, zero) = (Lanes(repeating: a), Lanes(repeating: b), Lanes.zero)
    // A literal: the initialiser that repeats a value may be called, as generic code, instead of inlined.
    var chains: InlineArray<12, Lanes> = [zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero]
    var link = 0
    while link < count {
      var chain = 0
      while chain < 12 {
        chains[unchecked: chain] = kernel_multiply_add(chains[unchecked: chain], factor, term)
        chain &+= 1
      }
      link &+= 1
    }
    var sum = Lanes.zero
    var chain = 0
    while chain < 12 {
      sum += chains[unchecked: chain]
      chain &+= 1
    }
    UnsafeMutableRawPointer(target).storeBytes(of: sum, as: Lanes.self)
  }
}

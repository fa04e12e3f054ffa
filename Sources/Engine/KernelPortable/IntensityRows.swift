import KernelShim

/// Kernels on the intensities of single voxels. They take checked pointers of any alignment, do not overlap input and
/// output, and give the bits of `Reference` on every instruction set.
public enum IntensityRows {
  /// Whole numbers to floats, held within `low...high`.
  /// - Parameters:
  ///   - source: `count` readable values.
  ///   - target: `count` writable floats.
  @inline(never)
  public static func floats(
    source: UnsafePointer<Int16>, low: Float, high: Float, target: UnsafeMutablePointer<Float>, count: Int
  ) {
    let from = UnsafeRawPointer(source)
    let to = UnsafeMutableRawPointer(target)
    let lowest = SIMD8<Float>(repeating: low)
    let highest = SIMD8<Float>(repeating: high)
    var i = 0
    while i &+ 8 <= count {
      let value = SIMD8<Float>((from + i &* 2).loadUnaligned(as: SIMD8<Int16>.self))
      to.storeBytes(of: kernel_min(kernel_max(value, lowest), highest), toByteOffset: i &* 4, as: SIMD8<Float>.self)
      i &+= 8
    }
    while i < count {
      let value = Float(source[i])
      target[i] = value < low ? low : value > high ? high : value
      i &+= 1
    }
  }
}

import KernelShim

/// Kernels on the intensities of single voxels. Twin: `VoxelReference`. Pointers may have any alignment; the target
/// does not overlap the source.
public enum VoxelKernels {
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

  /// Stored values to whole numbers: the stored bits, times `slope`, plus `intercept` (in doubles), rounded half to
  /// even, held within 16 bits. Stored values in `paddingLow...paddingHigh` become `paddingValue`; an empty range pads
  /// nothing.
  /// - Parameters:
  ///   - source: `count` readable words.
  ///   - left, right: the shifts that leave the stored bits of a word held in 32 bits.
  ///   - isSigned: whether the stored bits are two's complement.
  ///   - target: `count` writable values.
  @inline(never)
  public static func rescale(
    source: UnsafePointer<UInt16>, left: Int32, right: Int32, isSigned: Bool, slope: Double, intercept: Double,
    paddingLow: Int32, paddingHigh: Int32, paddingValue: Int16, target: UnsafeMutablePointer<Int16>, count: Int
  ) {
    let from = UnsafeRawPointer(source)
    let to = UnsafeMutableRawPointer(target)
    let lowest = SIMD8<Int32>(repeating: paddingLow)
    let highest = SIMD8<Int32>(repeating: paddingHigh)
    let factor = SIMD8<Double>(repeating: slope)
    let offset = SIMD8<Double>(repeating: intercept)
    let padding = SIMD8<Int32>(repeating: Int32(paddingValue))
    var i = 0
    while i &+ 8 <= count {
      let word = (from + i &* 2).loadUnaligned(as: SIMD8<UInt16>.self)
      let stored = isSigned ? kernel_extract_signed(word, left, right) : kernel_extract_unsigned(word, left, right)
      let value = kernel_widen(kernel_round_to_short(kernel_to_double(stored) * factor + offset))
      let isPadding = (stored .>= lowest) .& (stored .<= highest)
      to.storeBytes(
        of: kernel_narrow(value.replacing(with: padding, where: isPadding)), toByteOffset: i &* 2, as: SIMD8<Int16>.self
      )
      i &+= 8
    }
    while i < count {
      let word = UInt32(source[i]) &<< UInt32(left)
      let stored = isSigned ? Int32(bitPattern: word) &>> right : Int32(bitPattern: word &>> UInt32(right))
      let value = kernel_round_to_short(SIMD8(repeating: Double(stored) * slope + intercept))[0]
      target[i] = stored >= paddingLow && stored <= paddingHigh ? paddingValue : value
      i &+= 1
    }
  }

  /// ``rescale(source:left:right:isSigned:slope:intercept:paddingLow:paddingHigh:paddingValue:target:count:)`` for whole
  /// numbers, which most scanners write: the same values without doubles. `slope` times 65,535 and `intercept` have to
  /// stay within 32 bits together.
  @inline(never)
  public static func rescaleWhole(
    source: UnsafePointer<UInt16>, left: Int32, right: Int32, isSigned: Bool, slope: Int32, intercept: Int32,
    paddingLow: Int32, paddingHigh: Int32, paddingValue: Int16, target: UnsafeMutablePointer<Int16>, count: Int
  ) {
    let from = UnsafeRawPointer(source)
    let to = UnsafeMutableRawPointer(target)
    let lowest = SIMD8<Int32>(repeating: paddingLow)
    let highest = SIMD8<Int32>(repeating: paddingHigh)
    let factor = SIMD8<Int32>(repeating: slope)
    let offset = SIMD8<Int32>(repeating: intercept)
    let padding = SIMD8<Int32>(repeating: Int32(paddingValue))
    var i = 0
    while i &+ 8 <= count {
      let word = (from + i &* 2).loadUnaligned(as: SIMD8<UInt16>.self)
      let stored = isSigned ? kernel_extract_signed(word, left, right) : kernel_extract_unsigned(word, left, right)
      let value = stored &* factor &+ offset
      let isPadding = (stored .>= lowest) .& (stored .<= highest)
      to.storeBytes(
        of: kernel_saturate(value.replacing(with: padding, where: isPadding)), toByteOffset: i &* 2,
        as: SIMD8<Int16>.self)
      i &+= 8
    }
    while i < count {
      let word = UInt32(source[i]) &<< UInt32(left)
      let stored = isSigned ? Int32(bitPattern: word) &>> right : Int32(bitPattern: word &>> UInt32(right))
      let value = kernel_saturate(SIMD8(repeating: stored &* slope &+ intercept))[0]
      target[i] = stored >= paddingLow && stored <= paddingHigh ? paddingValue : value
      i &+= 1
    }
  }
}

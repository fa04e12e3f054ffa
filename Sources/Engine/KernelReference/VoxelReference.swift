/// Twin of `VoxelKernels`.
public enum VoxelReference {
  /// Whole numbers to floats, held within `range`.
  public static func floats(_ values: [Int16], clampedTo range: ClosedRange<Float>) -> [Float] {
    values.map { min(max(Float($0), range.lowerBound), range.upperBound) }
  }

  /// Stored words to whole numbers: bits `highBit - bitsStored + 1` to `highBit`, sign-extended where `isSigned`, times
  /// `slope`, plus `intercept`, rounded half to even and held within 16 bits; stored values in `padding` become
  /// `paddingValue`.
  public static func rescale(
    _ words: [UInt16], bitsStored: Int, highBit: Int, isSigned: Bool, slope: Double, intercept: Double,
    padding: ClosedRange<Int>?, paddingValue: Int16
  ) -> [Int16] {
    words.map { word in
      let bits = (Int(word) >> (highBit + 1 - bitsStored)) & ((1 << bitsStored) - 1)
      let isNegative = isSigned && bits >= 1 << (bitsStored - 1)
      let stored = isNegative ? bits - (1 << bitsStored) : bits
      if let padding, padding.contains(stored) { return paddingValue }
      let value = (Double(stored) * slope + intercept).rounded(.toNearestOrEven)
      return Int16(min(max(value, -32768), 32767))
    }
  }
}

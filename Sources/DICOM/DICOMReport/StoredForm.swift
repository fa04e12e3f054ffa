/// How densities become stored pixel values: bits and rescale.
public struct StoredForm: Hashable, Sendable {
  /// 8 or 16.
  public var bitsAllocated: Int
  public var bitsStored: Int
  public var highBit: Int
  public var isSigned: Bool
  public var slope: Double
  public var intercept: Double

  public init(
    bitsAllocated: Int = 16, bitsStored: Int, highBit: Int? = nil, isSigned: Bool = false, slope: Double = 1,
    intercept: Double
  ) {
    self.bitsAllocated = bitsAllocated
    self.bitsStored = bitsStored
    self.highBit = highBit ?? bitsStored - 1
    self.isSigned = isSigned
    self.slope = slope
    self.intercept = intercept
  }

  /// What most scanners write: 12 bits without sign, HU + 1024.
  public static let usual = StoredForm(bitsStored: 12, intercept: -1024)
  /// 8 bits in steps of 8 HU, for JPEG Baseline.
  public static let byte = StoredForm(bitsAllocated: 8, bitsStored: 8, slope: 8, intercept: -1024)

  /// The stored word of a density: the nearest value that the bits can hold, shifted to its place.
  func word(_ density: Int16) -> UInt16 {
    let (low, high) = isSigned ? (-(1 << (bitsStored - 1)), (1 << (bitsStored - 1)) - 1) : (0, (1 << bitsStored) - 1)
    let value = ((Double(density) - intercept) / slope).rounded()
    let stored = Int(min(max(value, Double(low)), Double(high)))
    return raw(stored)
  }

  /// A stored value as its word. Where the value fills the word's upper bits, the sign goes with it.
  public func raw(_ stored: Int) -> UInt16 {
    let shift = highBit + 1 - bitsStored
    let bits = UInt16(truncatingIfNeeded: stored)
    return shift > 0 ? (bits & UInt16((1 << bitsStored) - 1)) << UInt16(shift) : bits
  }

  /// The attributes that say so.
  public var attributes: DataSet {
    var data = DataSet()
    data.set(.samplesPerPixel, 1)
    data.set(.photometricInterpretation, "MONOCHROME2")
    data.set(.bitsAllocated, bitsAllocated)
    data.set(.bitsStored, bitsStored)
    data.set(.highBit, highBit)
    data.set(.pixelRepresentation, isSigned ? 1 : 0)
    return data
  }

  /// The attributes that turn stored values into HU.
  public var rescale: DataSet {
    var data = DataSet()
    data.set(.rescaleIntercept, [intercept])
    data.set(.rescaleSlope, [slope])
    data.set(.rescaleType, "HU")
    return data
  }

  /// Densities as pixel data.
  public func pixels(_ densities: [Int16]) -> DICOMObject.PixelData {
    bitsAllocated == 8
      ? .bytes(densities.map { UInt8(truncatingIfNeeded: word($0)) }) : .words(densities.map(word))
  }
}

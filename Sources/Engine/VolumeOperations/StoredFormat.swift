/// How a pixel lies in its 16-bit word: `bitsStored` bits, of which `highBit` is the uppermost (counted from 0).
/// Bits outside may hold anything. Source: DICOM PS3.3 C.7.6.3.1, PS3.5 8.1.1.
public struct StoredFormat: Hashable, Sendable {
  public let bitsStored: Int
  public let highBit: Int
  /// Whether the stored bits are two's complement.
  public let isSigned: Bool

  public init(bitsStored: Int, highBit: Int, isSigned: Bool) {
    self.bitsStored = bitsStored
    self.highBit = highBit
    self.isSigned = isSigned
  }
}

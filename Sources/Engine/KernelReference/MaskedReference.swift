/// Twin of `MaskedKernels`.
public enum MaskedReference {
  /// Values where `mask` is set held within `range`, `outside` elsewhere.
  public static func clamp(
    _ values: [Int16], inside mask: [Bool], to range: ClosedRange<Int16>, outside: Int16
  ) -> [Int16] {
    zip(values, mask).map { value, set in set ? min(max(value, range.lowerBound), range.upperBound) : outside }
  }
}

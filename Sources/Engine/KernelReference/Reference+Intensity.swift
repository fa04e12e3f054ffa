extension Reference {
  /// Whole numbers to floats, held within `range`.
  public static func floats(_ values: [Int16], clampedTo range: ClosedRange<Float>) -> [Float] {
    values.map { min(max(Float($0), range.lowerBound), range.upperBound) }
  }
}

/// A smooth curve through a few points, looked up by height: how a measure of the body changes from the feet to the head.
struct Profile: Sendable {
  private let values: [Float]
  private static let lowest: Float = -400
  private static let highest: Float = 400

  /// - Parameter knots: (z in mm, value), z growing; constant beyond the ends.
  init(_ knots: [(Float, Float)]) {
    values = (0...Int(Self.highest - Self.lowest)).map { index in
      let z = Self.lowest + Float(index)
      guard let above = knots.firstIndex(where: { $0.0 > z }) else { return knots[knots.count - 1].1 }
      guard above > 0 else { return knots[0].1 }
      let (left, right) = (knots[above - 1], knots[above])
      return left.1 + (right.1 - left.1) * Self.eased((z - left.0) / (right.0 - left.0))
    }
  }

  /// Half linear, half smooth: no sharp bends, no stairs.
  private static func eased(_ t: Float) -> Float { 0.5 * t + 0.5 * smoothStep(t) }

  @inline(__always) subscript(z: Float) -> Float {
    let place = min(max(z - Self.lowest, 0), Self.highest - Self.lowest - 1)
    let index = Int(place)
    let part = place - Float(index)
    return values[index] + (values[index + 1] - values[index]) * part
  }
}

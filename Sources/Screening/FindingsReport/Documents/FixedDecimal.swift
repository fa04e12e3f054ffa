/// Numbers as text, the same on every machine and in every locale.
enum FixedDecimal {
  /// `value` with exactly `digits` digits after the point, halves rounded away from zero; never `-0`.
  /// - Returns: `nil` for what is not finite, or does not fit 63 bits once scaled by its digits.
  static func text(_ value: Double, digits: Int) -> String? {
    let scaled = (value * Double(unit(digits))).rounded(.toNearestOrAwayFromZero)
    guard scaled.magnitude < 9e18 else { return nil }
    return text(units: Int(scaled), digits: digits)
  }

  /// `value` with at most `digits` digits after the point and at least one, without zeros at the end: `0.703125`, `5.0`.
  /// - Returns: `nil` where ``text(_:digits:)`` does.
  /// - Precondition: `digits` is at least 1.
  static func shortText(_ value: Double, atMost digits: Int) -> String? {
    guard var text = text(value, digits: digits) else { return nil }
    while text.hasSuffix("0") && !text.hasSuffix(".0") { text.removeLast() }
    return text
  }

  /// `units` of the last digit, with the point put in: `(1234, 2)` is `12.34`.
  static func text(units: Int, digits: Int) -> String {
    let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: UInt(unit(digits)))
    let sign = units < 0 ? "-" : ""
    guard digits > 0 else { return sign + String(whole) }
    let tail = String(fraction)
    return sign + String(whole) + "." + String(repeating: "0", count: digits - tail.count) + tail
  }

  /// How many units of the last digit make 1.
  static func unit(_ digits: Int) -> Int { (0..<digits).reduce(1) { unit, _ in unit * 10 } }
}

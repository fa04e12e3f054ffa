/// Numbers as text, the same on every machine and in every locale.
enum FixedDecimal {
  /// `value` with exactly `digits` digits after the point, halves rounded away from zero; never `-0`.
  /// - Precondition: `value` is finite and, scaled by the digits, fits 63 bits.
  static func text(_ value: Double, digits: Int) -> String {
    text(units: Int((value * Double(unit(digits))).rounded(.toNearestOrAwayFromZero)), digits: digits)
  }

  /// `units` of the last digit, with the point put in: `(1234, 2)` is `12.34`.
  static func text(units scaled: Int, digits: Int) -> String {
    let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(unit(digits)))
    let sign = scaled < 0 ? "-" : ""
    guard digits > 0 else { return sign + String(whole) }
    let tail = String(fraction)
    return sign + String(whole) + "." + String(repeating: "0", count: digits - tail.count) + tail
  }

  /// `value` with at most `digits` digits after the point and at least one, without zeros at the end: `0.703125`, `5.0`.
  /// - Precondition: as for ``text(_:digits:)``; `digits` is at least 1.
  static func shortText(_ value: Double, atMost digits: Int) -> String {
    var text = text(value, digits: digits)
    while text.hasSuffix("0") && !text.hasSuffix(".0") { text.removeLast() }
    return text
  }

  /// How many units of the last digit make 1.
  static func unit(_ digits: Int) -> Int { (0..<digits).reduce(1) { unit, _ in unit * 10 } }
}

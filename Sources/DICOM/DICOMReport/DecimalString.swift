/// Numbers as Decimal Strings (DS): at most 16 characters. Source: DICOM PS3.5, 6.2.
enum DecimalString {
  /// The shortest text for the number that fits; never with a decimal comma.
  static func text(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return "\(Int(number))" }
    let shortest = "\(number)"
    guard shortest.utf8.count > 16 else { return shortest }
    guard abs(number) < 1e8, abs(number) > 1e-6 else { return rounded(number, digits: 1) }
    let whole = "\(Int(number.magnitude))".count + (number < 0 ? 1 : 0)
    return rounded(number, digits: min(15 - whole, 12))
  }

  private static func rounded(_ number: Double, digits: Int) -> String {
    let power = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (number.magnitude * power).rounded()
    guard scaled < 9e18 else { return "0" }
    let whole = Int64(scaled / power)
    let rest = "\(Int64(scaled - Double(whole) * power))"
    let fraction = String(repeating: "0", count: max(digits - rest.count, 0)) + rest
    let trimmed = fraction.reversed().drop { $0 == "0" }.reversed()
    return (number < 0 ? "-" : "") + "\(whole)" + (trimmed.isEmpty ? "" : "." + String(trimmed))
  }
}

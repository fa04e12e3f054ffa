import Foundation

/// A number with so many digits after the point, the same in every locale.
func decimal(_ value: Double, digits: Int) -> String {
  String(format: "%.\(digits)f", locale: Locale(identifier: "en_US_POSIX"), value)
}

import Foundation

/// A number as evidence shows it, e.g. `-120.0`.
func decimal(_ value: Double, digits: Int = 1) -> String {
  String(format: "%.\(digits)f", value)
}

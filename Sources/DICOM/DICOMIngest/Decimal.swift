import Foundation

/// A number as evidence shows it, e.g. `-120.0`.
func decimal(_ value: Double, digits: Int = 1) -> String {
  String(format: "%.\(digits)f", value)
}

/// At most three places in words; the others are counted.
func list(_ places: [String]) -> String {
  let shown = places.prefix(3).joined(separator: ", ")
  return places.count > 3 ? "\(shown) and \(places.count - 3) more" : shown
}

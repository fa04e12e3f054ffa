/// The number of a DICOM data element, with the name that the standard gives it.
public struct DICOMTag: Hashable, Sendable, CustomStringConvertible {
  public let group: UInt16
  public let element: UInt16
  public let name: String

  init(_ group: UInt16, _ element: UInt16, _ name: String) {
    self.group = group
    self.element = element
    self.name = name
  }

  public static func == (left: DICOMTag, right: DICOMTag) -> Bool {
    left.group == right.group && left.element == right.element
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(group)
    hasher.combine(element)
  }

  /// E.g. `Rescale Slope (0028,1053)`.
  public var description: String { "\(name) (\(Self.hex(group)),\(Self.hex(element)))" }

  private static func hex(_ number: UInt16) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

/// Radiodensity on the Hounsfield scale: air is -1000 HU, water 0 HU.
public struct HounsfieldUnit: Comparable, Hashable, Sendable {
  public let value: Float

  public init(_ value: Float) { self.value = value }

  public static let air = HounsfieldUnit(-1000)
  public static let water = HounsfieldUnit(0)

  public static func < (left: HounsfieldUnit, right: HounsfieldUnit) -> Bool { left.value < right.value }
}

/// A length in the patient, in millimetres.
public struct Millimetres: Comparable, Hashable, Sendable {
  public let value: Double

  public init(_ value: Double) { self.value = value }

  public static func < (left: Millimetres, right: Millimetres) -> Bool { left.value < right.value }
}

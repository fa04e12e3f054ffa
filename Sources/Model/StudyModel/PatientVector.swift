/// A point, or a direction, in the patient coordinate system of DICOM (LPS), in mm.
///
/// x grows towards the patient's left, y towards the back, z towards the head. Source: DICOM PS3.3 C.7.6.2.1.1.
public struct PatientVector: Hashable, Sendable {
  public let x: Double
  public let y: Double
  public let z: Double

  public init(x: Double, y: Double, z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }

  public static let zero = PatientVector(x: 0, y: 0, z: 0)

  public static func + (a: PatientVector, b: PatientVector) -> PatientVector {
    PatientVector(x: a.x + b.x, y: a.y + b.y, z: a.z + b.z)
  }

  public static func - (a: PatientVector, b: PatientVector) -> PatientVector {
    PatientVector(x: a.x - b.x, y: a.y - b.y, z: a.z - b.z)
  }

  public static func * (a: PatientVector, factor: Double) -> PatientVector {
    PatientVector(x: a.x * factor, y: a.y * factor, z: a.z * factor)
  }

  public func dot(_ other: PatientVector) -> Double { x * other.x + y * other.y + z * other.z }

  public func cross(_ other: PatientVector) -> PatientVector {
    PatientVector(
      x: y * other.z - z * other.y, y: z * other.x - x * other.z, z: x * other.y - y * other.x)
  }

  public var length: Double { dot(self).squareRoot() }

  public func distance(to other: PatientVector) -> Double { (self - other).length }
}

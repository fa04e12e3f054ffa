import StudyModel

/// A point or a direction in the patient, LPS mm, in single precision: what the drawing loops work with.
struct Point: Equatable, Sendable {
  var x: Float
  var y: Float
  var z: Float

  @inline(__always) init(_ x: Float, _ y: Float, _ z: Float) {
    self.x = x
    self.y = y
    self.z = z
  }

  init(_ vector: PatientVector) { self.init(Float(vector.x), Float(vector.y), Float(vector.z)) }

  var vector: PatientVector { PatientVector(x: Double(x), y: Double(y), z: Double(z)) }

  @inline(__always) static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y, a.z + b.z) }
  @inline(__always) static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y, a.z - b.z) }
  @inline(__always) static func * (a: Point, factor: Float) -> Point {
    Point(a.x * factor, a.y * factor, a.z * factor)
  }
  @inline(__always) func dot(_ other: Point) -> Float { x * other.x + y * other.y + z * other.z }
  @inline(__always) var length: Float { dot(self).squareRoot() }

  func cross(_ other: Point) -> Point {
    Point(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
  }

  var normalised: Point { self * (1 / max(length, 1e-6)) }

  /// Some unit vector at a right angle to this one.
  var perpendicular: Point {
    let other = abs(x) < 0.6 * length ? Point(1, 0, 0) : Point(0, 1, 0)
    return cross(other).normalised
  }

  @inline(__always) func distance(to other: Point) -> Float { (self - other).length }
}

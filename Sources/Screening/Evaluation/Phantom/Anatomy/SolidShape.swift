// Signed distances of simple solids in mm, negative inside. They are near the surface what the drawing needs, and only
// roughly right far from it.

/// Union with a rounded seam of about `width` mm.
@inline(__always) func joined(_ a: Float, _ b: Float, _ width: Float) -> Float {
  let h = max(width - abs(a - b), 0) / width
  return min(a, b) - h * h * width * 0.25
}

/// Intersection with a rounded edge of about `width` mm.
@inline(__always) func common(_ a: Float, _ b: Float, _ width: Float) -> Float { -joined(-a, -b, width) }

/// An upright cylinder whose section lies between an ellipse and a rounded rectangle; half axes `a` and `b`.
@inline(__always) func column(_ x: Float, _ y: Float, _ a: Float, _ b: Float, squareness: Float = 0.45) -> Float {
  let u = x / a
  let v = y / b
  let (uu, vv) = (u * u, v * v)
  let round = (uu + vv).squareRoot()
  let square = (uu * uu + vv * vv).squareRoot().squareRoot()
  let scale = (1 - squareness) * round + squareness * square
  let radius = (x * x + y * y).squareRoot()
  return scale > 0.05 ? radius * (1 - 1 / scale) : -min(a, b)
}

/// An ellipsoid with half axes `a`, `b`, `c` along x, y, z.
@inline(__always) func ellipsoid(_ p: Point, _ a: Float, _ b: Float, _ c: Float) -> Float {
  let scale = (p.x * p.x / (a * a) + p.y * p.y / (b * b) + p.z * p.z / (c * c)).squareRoot()
  return scale > 0.05 ? p.length * (1 - 1 / scale) : -min(a, b, c)
}

/// An ellipsoid of revolution about the unit vector `axis`.
@inline(__always) func spheroid(_ p: Point, axis: Point, along: Float, across: Float) -> Float {
  let height = p.dot(axis)
  let aside = max(p.dot(p) - height * height, 0)
  let scale = (height * height / (along * along) + aside / (across * across)).squareRoot()
  return scale > 0.05 ? p.length * (1 - 1 / scale) : -min(along, across)
}

/// 0 below 0, 1 above 1, smooth between.
@inline(__always) func smoothStep(_ t: Float) -> Float {
  let t = min(max(t, 0), 1)
  return t * t * (3 - 2 * t)
}

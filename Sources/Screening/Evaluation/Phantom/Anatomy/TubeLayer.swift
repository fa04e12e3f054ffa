/// A piece of a tube: a cone with round ends, in LPS mm.
struct Tube: Sendable {
  var from: Point
  var to: Point
  var startRadius: Float
  var endRadius: Float
  /// A direction along which the section is not round, and by what factor the other half axis is multiplied to give it.
  var flattening: (along: Point, factor: Float)?

  init(
    _ from: Point, _ to: Point, _ startRadius: Float, _ endRadius: Float? = nil,
    flat: (along: Point, factor: Float)? = nil
  ) {
    self.from = from
    self.to = to
    self.startRadius = startRadius
    self.endRadius = endRadius ?? startRadius
    flattening = flat
  }

  /// The reach of the tube beyond its ends, mm.
  var reach: Float { max(startRadius, endRadius) * max(flattening?.factor ?? 1, 1) }

  /// The same tube, thicker or thinner by `margin` mm, or moved.
  func grown(by margin: Float) -> Tube {
    var tube = self
    tube.startRadius = max(startRadius + margin, 0.1)
    tube.endRadius = max(endRadius + margin, 0.1)
    return tube
  }

  /// Signed distance of a point from the surface, mm, negative inside.
  @inline(__always) func distance(to p: Point) -> Float {
    let axis = to - from
    var offset = p - from
    let length = max(axis.dot(axis), 1e-6)
    let part = min(max(offset.dot(axis) / length, 0), 1)
    offset = offset - axis * part
    let radius = startRadius + (endRadius - startRadius) * part
    guard let flattening else { return offset.length - radius }
    // Squeezed to a round section; the true distance follows from the gradient.
    let along = offset.dot(flattening.along)
    let (once, twice) = (1 / flattening.factor - 1, 1 / (flattening.factor * flattening.factor) - 1)
    let squeezed = offset + flattening.along * (along * once)
    let gradient = offset + flattening.along * (along * twice)
    let size = max(squeezed.length, 1e-4)
    return (size - radius) * size / max(gradient.length, 1e-4)
  }
}

/// Tubes of one tissue. Where they overlap they count once.
struct TubeLayer: Sendable {
  let density: Float
  var tubes: [Tube]
}

/// Aorta, pulmonary trunk, caval veins, trachea and gullet: what leads to the hila.
enum GreatVessels {
  /// Where the trees of each lung begin, LPS mm at the common size.
  static func hilum(isRight: Bool) -> Point { isRight ? Point(-40, 8, 8) : Point(42, 14, 14) }

  static let blood: [Tube] =
    path(
      [
        (-12, -18, -22, 15), (-19, -20, 20, 16), (-12, -12, 48, 15), (4, 8, 62, 14), (19, 32, 60, 13),
        (24, 42, 46, 12.5),
        (24, 42, -20, 12), (16, 44, -90, 11), (10, 44, -200, 10), (8, 44, -400, 9),
      ])
    + path([(8, -30, -8, 13), (14, -14, 16, 13), (10, -4, 20, 11), (-18, 4, 10, 10), (-40, 8, 8, 8)])
    + path([(14, -14, 16, 12), (30, 6, 20, 11), (42, 14, 14, 8)])
    + path([(-24, -8, 78, 8), (-26, -8, 20, 9), (-26, -12, -20, 10)])
    + path([(-18, -2, -60, 13), (-17, 10, -110, 12), (-16, 30, -200, 11), (-16, 34, -400, 11)])
    + path([(-24, -8, 78, 7), (-32, -24, 108, 7), (-60, -40, 120, 6)])
    + path([(-24, -8, 78, 7), (18, -32, 92, 6.5), (30, -30, 112, 6), (62, -42, 120, 6)])
    + path([(-8, -8, 58, 6), (-18, 0, 92, 6), (-26, 4, 160, 4)])
    + path([(6, 10, 62, 4.5), (16, 6, 100, 4), (24, 4, 160, 4)])
    + path([(18, 28, 62, 5), (30, 20, 100, 5), (60, 6, 128, 4.5)])
    // Pulmonary veins into the left atrium.
    + path([(-22, 14, -22, 9), (-40, 8, -12, 6)]) + path([(-20, 20, -36, 9), (-40, 18, -34, 6)])
    + path([(26, 14, -18, 8), (44, 2, -6, 6)]) + path([(26, 22, -30, 8), (44, 22, -30, 6)])

  /// Lumen of trachea and main bronchi.
  static let airways: [Tube] =
    path([(0, 10, 200, 8.5), (1, 14, 120, 8.5), (-2, 22, 46, 8.5)])
    + path([(-2, 22, 46, 7), (-22, 22, 26, 6.6), (-38, 18, 12, 6)])
    + path([(-2, 22, 46, 6.5), (20, 24, 28, 5.8), (42, 22, 8, 5.4)])

  static let gullet: [Tube] = path([
    (2, 28, 200, 6), (4, 36, 100, 6.5), (8, 44, 30, 6.5), (6, 40, -30, 7), (12, 28, -88, 7),
  ])

  /// A chain of tubes through points with radii.
  private static func path(_ knots: [(Float, Float, Float, Float)]) -> [Tube] {
    zip(knots, knots.dropFirst()).flatMap { a, b -> [Tube] in
      let (from, to) = (Point(a.0, a.1, a.2), Point(b.0, b.1, b.2))
      let pieces = max(Int(from.distance(to: to) / 15), 1)
      return (0..<pieces).map { piece in
        let (s, t) = (Float(piece) / Float(pieces), Float(piece + 1) / Float(pieces))
        return Tube(from + (to - from) * s, from + (to - from) * t, a.3 + (b.3 - a.3) * s, a.3 + (b.3 - a.3) * t)
      }
    }
  }
}

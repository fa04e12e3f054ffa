/// The outer layers: skin, fat, muscle, and the inner wall of chest and belly. The patient's axis is x = y = 0; the carina
/// lies at about z = 45 mm, the right dome of the diaphragm at about -58 mm.
struct BodyShape: Sendable {
  let scale: Float
  private let fatness: Float

  private let halfWidth = Profile([
    (-400, 158), (-160, 156), (-60, 160), (10, 163), (70, 168), (110, 176), (135, 176), (165, 140), (190, 78),
    (230, 60),
  ])
  private let halfDepth = Profile([
    (-400, 112), (-160, 110), (-60, 114), (10, 113), (70, 108), (110, 99), (135, 88), (165, 74), (190, 62), (230, 58),
  ])
  private let wallHalfWidth = Profile([
    (-400, 122), (-160, 126), (-90, 134), (-40, 134), (20, 126), (60, 112), (100, 84), (120, 64), (140, 46), (200, 40),
  ])
  private let wallHalfDepth = Profile([
    (-400, 74), (-160, 80), (-90, 88), (-20, 86), (20, 80), (60, 70), (100, 54), (120, 44), (140, 34), (200, 30),
  ])
  private let wallMiddle = Profile([(-400, -6), (-100, 0), (0, 0), (60, 2), (100, 8), (140, 14), (200, 14)])

  init(seed: Int) {
    var random = SeededRandom(seed: seed, stream: 1)
    scale = random.between(0.95, 1.03)
    fatness = random.between(0.8, 1.5)
  }

  /// Middle of the body from front to back.
  private static let middle: Float = 2

  func skin(_ p: Point) -> Float {
    column(p.x, p.y - Self.middle, halfWidth[p.z], halfDepth[p.z], squareness: 0.5)
  }

  /// The outside of the muscles: below fat that is thickest at the sides.
  func muscle(_ p: Point, skin: Float) -> Float {
    let side = min(abs(p.x) / 160, 1)
    let belly = smoothStep((-60 - p.z) / 100)
    return skin + fatness * (8 + 7 * side * side + 5 * belly * (1 - p.y / 100))
  }

  /// The inside of the chest wall; below the diaphragm, that of the belly.
  func wall(_ p: Point) -> Float {
    column(p.x, p.y - wallMiddle[p.z], wallHalfWidth[p.z], wallHalfDepth[p.z], squareness: 0.4)
  }

  /// The point of the inner wall at height `z` in the direction of an angle, 0 at the back and growing to the front, moved
  /// outwards by `outside` mm.
  func wallPoint(angle sine: Float, _ cosine: Float, z: Float, side: Float, outside: Float) -> Point {
    let (a, b) = (wallHalfWidth[z], wallHalfDepth[z])
    let (u, v) = (sine / a, cosine / b)
    let round = (u * u + v * v).squareRoot()
    let square = (u * u * u * u + v * v * v * v).squareRoot().squareRoot()
    let radius = 1 / (0.6 * round + 0.4 * square) + outside
    return Point(side * sine * radius, wallMiddle[z] + cosine * radius, z)
  }
}

import StudyModel

/// A ball with bumps, and what it is made of from the middle to the margin.
struct NoduleShape: Sendable {
  let centre: Point
  let radius: Float
  let kind: NoduleDensity
  /// Clipped where the lung ends.
  let isOnPleura: Bool
  private let bumps: [(axis: Point, height: Float)]
  private let outer: Float
  private let inner: Float
  /// Where the inner part ends, as a share of the radius.
  private let coreShare: Float
  private let margin: Float

  init(centre: Point, radius: Float, kind: NoduleDensity, isOnPleura: Bool, random: inout SeededRandom) {
    self.centre = centre
    self.radius = radius
    self.kind = kind
    self.isOnPleura = isOnPleura
    let roughness: Float = kind == .calcified ? 0.03 : 0.07
    bumps = (0..<4).map { _ in (random.direction(), random.between(-roughness, roughness)) }
    coreShare = random.between(0.5, 0.65)
    switch kind {
    case .solid: (outer, inner, margin) = (random.between(20, 60), 0, 0)
    case .partSolid: (outer, inner, margin) = (random.between(-620, -520), random.between(-10, 40), 1.2)
    case .groundGlass: (outer, inner, margin) = (random.between(-690, -560), 0, 1.6)
    case .calcified: (outer, inner, margin) = (random.between(350, 800), 0, 0)
    case .cavitary: (outer, inner, margin) = (random.between(20, 50), -960, 0)
    }
  }

  /// No part of the shape lies farther from the centre.
  var reach: Float { radius * 1.3 + margin }

  /// How much of the place is nodule, and of what density; `nil` outside.
  ///
  /// - Parameter blur: width over which a sharp surface is spread, mm.
  func sample(at place: Point, blur: Float, chest: ChestShape) -> (part: Float, density: Float)? {
    let offset = place - centre
    let distance = offset.length
    guard distance < reach + blur else { return nil }
    let direction = offset * (1 / max(distance, 1e-4))
    var surface = radius
    for bump in bumps {
      let t = direction.dot(bump.axis)
      surface += radius * bump.height * (2.5 * t * t * t - 1.5 * t)
    }
    let width = max(blur, margin)
    var part = min(max(0.5 - (distance - surface) / width, 0), 1)
    guard part > 0 else { return nil }
    if isOnPleura { part *= min(max(0.5 - chest.lungDistance(at: place) / max(blur, 0.3), 0), 1) }
    let isMixed = kind == .partSolid || kind == .cavitary
    let core = isMixed ? min(max(0.5 - (distance - coreShare * surface) / max(blur, 0.5), 0), 1) : 0
    return (part, outer + (inner - outer) * core)
  }

  /// Whether what lies in the nodule shows through: ground glass does not hide vessels.
  var isTranslucent: Bool { kind == .groundGlass || kind == .partSolid }
}

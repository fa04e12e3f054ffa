/// A lung's outline, its fissures and its lobes.
struct LungShape: Sendable {
  private let middle = Profile([
    (-160, 69), (-90, 70), (-40, 70), (20, 64), (60, 57), (90, 49), (112, 42), (130, 38), (140, 37),
  ])
  private let halfWidth = Profile([
    (-160, 53), (-90, 61), (-40, 61), (20, 59), (60, 52), (90, 37), (112, 24), (130, 11), (139, 2),
  ])
  private let halfDepth = Profile([
    (-160, 77), (-90, 85), (-40, 83), (20, 77), (60, 67), (90, 52), (112, 33), (130, 14), (139, 3),
  ])
  private let depthMiddle = Profile([(-160, 4), (-100, 2), (0, 0), (60, 3), (90, 9), (112, 15), (140, 22)])
  private let ripple: Texture
  private let minorHeight: Float
  private let majorShift: Float

  init(seed: Int) {
    var random = SeededRandom(seed: seed, stream: 2)
    ripple = Texture(seed: seed, stream: 3, size: 55)
    minorHeight = random.between(-2, 12)
    majorShift = random.between(-8, 8)
  }

  /// The side of the lung that faces the ribs, and the apex.
  func costal(_ p: Point) -> Float {
    let x = abs(p.x) - middle[p.z]
    let aside = column(x, p.y - depthMiddle[p.z], halfWidth[p.z], halfDepth[p.z], squareness: 0.55)
    return max(aside, p.z - 138)
  }

  /// Above the diaphragm, negative in the chest.
  func diaphragm(_ p: Point) -> Float {
    let isRight = p.x < 0
    let top: Float = isRight ? -58 : -71
    let x = (abs(p.x) - (isRight ? 62 : 66)) / 76
    let y = (p.y + 8) / 82
    // Flat on the dome, steep at the rim, deepest behind.
    let bowl = (x * x + y * y).squareRoot()
    let fall = 30 * bowl * bowl + 30 * smoothStep((bowl - 0.7) / 0.6)
    let behind = 24 * smoothStep((p.y - 20) / 60)
    let height = max(top - fall - behind + 2.5 * ripple.value(at: Point(p.x, p.y, 0)), -150)
    return (height - p.z) * 0.85
  }

  /// The whole lung, both sides.
  func lung(_ p: Point, costal: Float, diaphragm: Float, pleura: Float) -> Float {
    common(common(costal, -pleura, 6), diaphragm, 7)
  }

  /// Height above the oblique fissure, at a right angle to it.
  func majorFissure(_ p: Point) -> Float {
    let slope: Float = 1.08
    let aside = (abs(p.x) - 70) / 60
    let height = 62 + majorShift + slope * (p.y - 74) + 9 * aside * aside + 7 * ripple.value(at: p)
    return (p.z - height) / 1.47
  }

  /// Height above the horizontal fissure of the right lung.
  func minorFissure(_ p: Point) -> Float {
    let aside = (abs(p.x) - 60) / 60
    return p.z - minorHeight + 8 * aside * aside - 0.06 * p.y - 5 * ripple.value(at: p + Point(200, 0, 0))
  }

  func lobe(at p: Point) -> PhantomNodule.Lobe {
    let isUpper = majorFissure(p) > 0
    guard p.x < 0 else { return isUpper ? .leftUpper : .leftLower }
    guard isUpper else { return .rightLower }
    return minorFissure(p) > 0 ? .rightUpper : .rightMiddle
  }
}

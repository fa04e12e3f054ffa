import StudyModel

/// A nodule of a phantom: the truth that a reader, or a program, is held against. All numbers are those of the shape that is
/// drawn, before blur and noise.
public struct PhantomNodule: Sendable {
  public enum Placement: String, CaseIterable, Sendable {
    /// In the lung, away from larger vessels and the pleura.
    case free
    /// Touching a vessel.
    case onVessel
    /// Touching the pleura of the chest wall.
    case onPleura
  }

  public enum Lobe: String, CaseIterable, Sendable {
    case rightUpper, rightMiddle, rightLower, leftUpper, leftLower
  }

  /// Centre of gravity, LPS mm.
  public let position: PatientVector
  /// Of the ball of the same volume.
  public let diameter: Millimetres
  /// In mm³.
  public let volume: Double
  public let density: NoduleDensity
  public let meanDensity: HounsfieldUnit
  public let placement: Placement
  public let lobe: Lobe

  public var side: Side { position.x < 0 ? .right : .left }

  let shape: NoduleShape

  /// Measures a shape on a grid of 48³ points.
  init(shape: NoduleShape, placement: Placement, lobe: Lobe, chest: ChestShape) {
    let reach = shape.reach
    let step = 2 * reach / 48
    var (weight, moment, density) = (0.0, PatientVector.zero, 0.0)
    for k in 0..<48 {
      for j in 0..<48 {
        for i in 0..<48 {
          let offset = Point(Float(i) + 0.5, Float(j) + 0.5, Float(k) + 0.5) * step - Point(reach, reach, reach)
          let place = shape.centre + offset
          guard let sample = shape.sample(at: place, blur: step, chest: chest) else { continue }
          let part = Double(sample.part)
          weight += part
          moment = moment + place.vector * part
          density += part * Double(sample.density)
        }
      }
    }
    let whole = max(weight, 1e-9)
    self.shape = shape
    self.placement = placement
    self.lobe = lobe
    self.density = shape.kind
    position = weight > 0 ? moment * (1 / whole) : shape.centre.vector
    volume = weight * Double(step * step * step)
    diameter = Millimetres(2 * Self.cubeRoot(volume * 3 / (4 * .pi)))
    meanDensity = HounsfieldUnit(Float(density / whole))
  }

  private static func cubeRoot(_ value: Double) -> Double {
    guard value > 0 else { return 0 }
    var root = max(value.squareRoot().squareRoot(), 1e-3)
    for _ in 0..<60 { root -= (root * root * root - value) / (3 * root * root) }
    return root
  }
}

import StudyModel

/// Puts nodules into the lungs: one after another, the largest first, none touching another.
struct NodulePlacer {
  let chest: ChestShape
  let vessels: [Tube]
  private var random: SeededRandom

  init(seed: Int, chest: ChestShape, vessels: [Tube]) {
    self.chest = chest
    // Twigs do not count as vessels that a nodule sits on.
    self.vessels = vessels.filter { $0.startRadius > 0.8 }
    random = SeededRandom(seed: seed, stream: 30)
  }

  static let diameters: ClosedRange<Float> = 3...30
  private static let kinds: [NoduleDensity] = [
    .solid, .groundGlass, .solid, .partSolid, .solid, .calcified, .groundGlass, .solid, .partSolid, .cavitary,
  ]

  /// - Parameter count: as many as there is room for, at most this.
  mutating func nodules(_ count: Int) -> [PhantomNodule] {
    let ratio = Self.diameters.upperBound / Self.diameters.lowerBound
    let wanted = (0..<count).map { index -> (Float, NoduleDensity, PhantomNodule.Placement) in
      let kind = Self.kinds[index % Self.kinds.count]
      let least: Float = kind == .cavitary ? 12 : kind == .partSolid ? 6 : kind == .groundGlass ? 4.5 : 3
      // As many from 3 to 6 mm as from 15 to 30, spread evenly.
      let share = (Float(index) + random.unit()) / Float(count)
      let diameter = max(Self.diameters.lowerBound * Self.power(ratio, Self.shuffled(share)), least)
      return (diameter, kind, PhantomNodule.Placement.allCases[(index + index / 3) % 3])
    }
    var placed: [PhantomNodule] = []
    for (diameter, kind, placement) in wanted.sorted(by: { $0.0 > $1.0 }) {
      var radius = diameter / 2
      while radius >= Self.diameters.lowerBound / 2 {
        if let nodule = place(radius, kind, placement, beside: placed) {
          placed.append(nodule)
          break
        }
        radius *= 0.8
      }
    }
    return placed
  }

  /// Spreads neighbours apart: the golden ratio.
  private static func shuffled(_ share: Float) -> Float {
    let place = share * 8 * 0.618_034
    return place - place.rounded(.down)
  }

  /// `base` to the power of 0 to 1, by repeated square roots: the same bits everywhere.
  private static func power(_ base: Float, _ exponent: Float) -> Float {
    var (result, root, rest) = (Float(1), base, exponent)
    for _ in 0..<16 {
      root = root.squareRoot()
      rest *= 2
      if rest >= 1 {
        result *= root
        rest -= 1
      }
    }
    return result
  }

  private mutating func place(
    _ radius: Float, _ kind: NoduleDensity, _ placement: PhantomNodule.Placement, beside placed: [PhantomNodule]
  ) -> PhantomNodule? {
    for _ in 0..<300 {
      guard let centre = proposal(radius, placement) else { continue }
      let isAlone = placed.allSatisfy { $0.shape.centre.distance(to: centre) > $0.shape.reach + radius * 1.3 + 6 }
      guard isAlone else { continue }
      let shape = NoduleShape(
        centre: centre, radius: radius, kind: kind, isOnPleura: placement == .onPleura, random: &random)
      return PhantomNodule(shape: shape, placement: placement, lobe: chest.lobe(at: centre), chest: chest)
    }
    return nil
  }

  private mutating func proposal(_ radius: Float, _ placement: PhantomNodule.Placement) -> Point? {
    switch placement {
    case .free:
      let centre = anywhere()
      guard chest.lungDistance(at: centre) < -(1.2 * radius + 3) else { return nil }
      // A large nodule takes the place of the vessels there.
      guard radius > 6 || vessels.allSatisfy({ $0.distance(to: centre) > radius + 2 }) else { return nil }
      return centre
    case .onVessel:
      let vessel = vessels[Int(random.next() % UInt64(vessels.count))]
      let middle = (vessel.from + vessel.to) * 0.5
      let away = (vessel.to - vessel.from).normalised.cross(random.direction()).normalised
      let centre = middle + away * (radius + 0.5 * vessel.startRadius)
      return vessel.startRadius < 3 && chest.lungDistance(at: centre) < -(1.2 * radius + 3) ? centre : nil
    case .onPleura:
      var centre = anywhere()
      // Out to the chest wall, until a third of the nodule would lie beyond it.
      for _ in 0..<12 {
        let depth = chest.costalDistance(at: centre) + 0.55 * radius
        guard abs(depth) > 0.05 else { break }
        centre = centre - outward(at: centre) * depth
      }
      let isCostal = abs(chest.costalDistance(at: centre) - chest.lungDistance(at: centre)) < 0.5
      return isCostal && abs(chest.costalDistance(at: centre) + 0.55 * radius) < 0.3 ? centre : nil
    }
  }

  private mutating func anywhere() -> Point {
    Point(random.between(-138, 138), random.between(-92, 92), random.between(-140, 138))
  }

  private func outward(at p: Point) -> Point {
    let step: Float = 0.5
    func slope(_ d: Point) -> Float { chest.costalDistance(at: p + d) - chest.costalDistance(at: p - d) }
    return Point(slope(Point(step, 0, 0)), slope(Point(0, step, 0)), slope(Point(0, 0, step))).normalised
  }
}

/// Arteries, veins and airways of both lungs.
struct LungTrees: Sendable {
  var vessels: [Tube] = []
  var walls: [Tube] = []
  var lumens: [Tube] = []

  /// Points that the arteries of one lung reach; the veins as many others.
  private static let leaves = 2_000

  init(seed: Int, shape: ChestShape) {
    let size = shape.body.scale
    for isRight in [true, false] {
      let root = GreatVessels.hilum(isRight: isRight) * size
      for (kind, below) in [(0, Float(0)), (1, 24)] {
        let stream = UInt64(10 + kind * 2 + (isRight ? 1 : 0))
        var random = SeededRandom(seed: seed, stream: stream)
        let leaves = Self.places(isRight: isRight, shape: shape, random: &random)
        let start = root + Point(0, Float(kind) * 6 - 2, -below)
        for lobe in PhantomNodule.Lobe.allCases {
          let own = leaves.filter { shape.lobe(at: $0) == lobe }
          guard !own.isEmpty else { continue }
          let tree = VesselTree(root: start, leaves: own, leafRadius: 0.38, random: random)
          vessels += tree.branches.map(\.tube)
          // An airway runs beside each larger artery.
          if kind == 0 { addAirways(beside: tree, isRight: isRight) }
        }
      }
    }
    for tube in GreatVessels.airways.map({ $0.scaled(by: size) }) {
      lumens.append(tube)
      walls.append(tube.grown(by: 1.6))
    }
  }

  private mutating func addAirways(beside tree: VesselTree, isRight: Bool) {
    let aside = Point(isRight ? 0.35 : -0.35, 0.6, 0.72).normalised
    for branch in tree.branches where branch.feeds >= 20 {
      var lumen = branch.tube
      func radius(_ artery: Float) -> Float { 0.8 * artery }
      func moved(_ artery: Float) -> Float { 1.95 * artery + 0.7 }
      lumen.from = lumen.from + aside * moved(lumen.startRadius)
      lumen.to = lumen.to + aside * moved(lumen.endRadius)
      (lumen.startRadius, lumen.endRadius) = (radius(lumen.startRadius), radius(lumen.endRadius))
      lumens.append(lumen)
      walls.append(lumen.grown(by: 0.45 + 0.14 * lumen.startRadius))
    }
  }

  private static func places(isRight: Bool, shape: ChestShape, random: inout SeededRandom) -> [Point] {
    var places: [Point] = []
    let size = shape.body.scale
    while places.count < leaves {
      let x = random.between(4, 136) * (isRight ? -1 : 1)
      let place = Point(x, random.between(-92, 92), random.between(-150, 140)) * size
      if shape.lungDistance(at: place) < -3 { places.append(place) }
    }
    return places
  }
}

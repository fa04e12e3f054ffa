/// A tree of vessels that reaches every part of a lobe, thinner at each fork.
///
/// From its root it grows towards the middle of the points that it has to reach, and forks where it parts them in two. Radii
/// follow Murray's law: the cube of a vessel is the sum of the cubes of its branches.
struct VesselTree {
  /// A piece of vessel; `order` counts what it feeds.
  struct Branch {
    let tube: Tube
    let feeds: Int
  }

  private(set) var branches: [Branch] = []
  private var random: SeededRandom
  private let leafRadius: Float

  /// - Parameter leaves: what the tree reaches, mm.
  init(root: Point, leaves: [Point], leafRadius: Float, random: SeededRandom) {
    self.random = random
    self.leafRadius = leafRadius
    grow(from: root, radius: radius(of: leaves.count), leaves: leaves, straight: nil)
  }

  private func radius(of leaves: Int) -> Float {
    let count = Float(max(leaves, 1))
    var root = max(count.squareRoot().squareRoot(), 1)
    for _ in 0..<8 { root -= (root * root * root - count) / (3 * root * root) }
    return leafRadius * root
  }

  private mutating func grow(from start: Point, radius: Float, leaves: [Point], straight: Point?) {
    guard let first = leaves.first else { return }
    guard leaves.count > 1 else {
      bend(from: start, to: first, radius, leafRadius * 0.8, feeds: 1)
      return
    }
    let middle = leaves.reduce(Point(0, 0, 0), +) * (1 / Float(leaves.count))
    let here = self.radius(of: leaves.count)
    // Short trunks where much is to be fed, longer ones at the end.
    let share: Float = leaves.count > 60 ? 0.3 : 0.42
    var fork = start + (middle - start) * share
    if let straight { fork = fork + straight * (0.15 * start.distance(to: fork)) }
    fork = fork + random.direction() * (0.06 * start.distance(to: middle))
    bend(from: start, to: fork, min(radius, 1.1 * here), here, feeds: leaves.count)
    let direction = (fork - start).normalised
    let (left, right) = parted(leaves, about: middle, across: direction)
    grow(from: fork, radius: here, leaves: left, straight: direction)
    grow(from: fork, radius: here, leaves: right, straight: direction)
  }

  /// Two pieces with a slight bend between.
  private mutating func bend(from start: Point, to end: Point, _ startRadius: Float, _ endRadius: Float, feeds: Int) {
    let length = start.distance(to: end)
    let middle = (start + end) * 0.5 + random.direction() * (0.07 * length)
    let between = (startRadius + endRadius) / 2
    branches.append(Branch(tube: Tube(start, middle, startRadius, between), feeds: feeds))
    branches.append(Branch(tube: Tube(middle, end, between, endRadius), feeds: feeds))
  }

  /// The points on either side of a plane through their middle: of a few random planes the one across which they lie
  /// widest.
  private mutating func parted(_ leaves: [Point], about middle: Point, across direction: Point) -> ([Point], [Point]) {
    var best = direction.perpendicular
    var widest: Float = -1
    for _ in 0..<5 {
      let normal = random.direction()
      var spread: Float = 0
      for leaf in leaves {
        let distance = (leaf - middle).dot(normal)
        spread += distance * distance
      }
      // Branches leave to the side rather than ahead.
      spread *= 1.2 - abs(normal.dot(direction))
      if spread > widest { (widest, best) = (spread, normal) }
    }
    let left = leaves.filter { ($0 - middle).dot(best) < 0 }
    let right = leaves.filter { ($0 - middle).dot(best) >= 0 }
    guard !left.isEmpty, !right.isEmpty else {
      return (Array(leaves.prefix(leaves.count / 2)), Array(leaves.dropFirst(leaves.count / 2)))
    }
    return (left, right)
  }
}

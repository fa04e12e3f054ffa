/// What stands between the lungs: heart, great vessels, spine, and the fat round them.
struct MediastinumShape: Sendable {
  private let heartAxis = Point(0.72, -0.45, -0.53).normalised
  private let coreWidth = Profile([
    (-160, 20), (-60, 22), (-10, 27), (15, 29), (50, 25), (90, 27), (130, 26), (160, 40),
  ])

  /// The pleura on the mediastinum: the surface that the lungs lie against.
  func pleura(_ p: Point, heart: Float) -> Float {
    let core = column(p.x - 2, p.y - 8, coreWidth[p.z], 42, squareness: 0.3)
    // The lungs almost meet in front of the heart.
    let septum = max(abs(p.x - 3) - 3.5, p.y - 10)
    var result = joined(core, heart - 3, 14)
    result = joined(result, septum, 10)
    result = joined(result, spine(p) - 5, 12)
    result = joined(result, aorta(p) - 14.5, 8)
    return joined(result, arch(p) - 15, 8)
  }

  /// Heart muscle and blood.
  func heart(_ p: Point) -> Float {
    let ventricles = spheroid(p - Point(26, -30, -64), axis: heartAxis, along: 62, across: 45)
    let rightAtrium = ellipsoid(p - Point(-24, -16, -48), 29, 33, 38)
    let leftAtrium = ellipsoid(p - Point(4, 16, -28), 33, 20, 25)
    return joined(joined(ventricles, rightAtrium, 12), leftAtrium, 10)
  }

  /// Distance from the middle line of the descending aorta.
  private func aorta(_ p: Point) -> Float {
    let x = 24 - 12 * smoothStep((-20 - p.z) / 140)
    let aside = Point(p.x - x, p.y - 42, max(p.z - 48, 0)).length
    return aside
  }

  /// Distance from the middle line of the arch.
  private func arch(_ p: Point) -> Float {
    let (from, to) = (Point(-8, -12, 54), Point(24, 42, 48))
    let along = to - from
    let part = min(max((p - from).dot(along) / along.dot(along), 0), 1)
    let bend = 16 * part * (1 - part)
    return (p - (from + along * part + Point(0, 0, bend))).length
  }

  /// Vertebral bodies.
  func spine(_ p: Point) -> Float { column(p.x, p.y - 60, 17, 14.5, squareness: 0.35) }

  /// Arch, spinous and transverse processes of the vertebrae, round the canal.
  func vertebralArch(_ p: Point) -> Float {
    let canal = self.canal(p)
    let ring = max(abs(canal - 3) - 2.6, 60 - p.y)
    let height = SpineLevels.height(p.z)
    let spinous = max(max(abs(p.x) - 2.8, abs(p.y - 98) - 9), abs(height - 4) - 8)
    let transverse = max(max(abs(p.x) - 32, abs(p.y - 78 - abs(p.x) * 0.22) - 3.6), abs(height + 3) - 5.5)
    return joined(joined(ring, spinous, 3), max(transverse, 2.5 - canal), 3)
  }

  func canal(_ p: Point) -> Float { column(p.x, p.y - 82, 9.5, 8, squareness: 0.2) }
}

/// Where vertebrae and discs follow each other.
enum SpineLevels {
  static let distance: Float = 23

  /// Height above the middle of the nearest vertebra, mm.
  @inline(__always) static func height(_ z: Float) -> Float {
    z - distance * (z / distance).rounded()
  }
}

/// All soft organs of a chest as functions of the place: what the drawing samples on a coarse lattice.
struct ChestShape: Sendable {
  let body: BodyShape
  let mediastinum = MediastinumShape()
  let lungs: LungShape
  private let abdomen = AbdomenShape()
  private let patches: Texture
  private let grains: Texture
  private let strands: Texture
  private let parenchyma: Float

  init(seed: Int) {
    body = BodyShape(seed: seed)
    lungs = LungShape(seed: seed)
    patches = Texture(seed: seed, stream: 4, size: 22)
    grains = Texture(seed: seed, stream: 5, size: 7)
    strands = Texture(seed: seed, stream: 6, size: 11)
    var random = SeededRandom(seed: seed, stream: 7)
    parenchyma = random.between(-875, -845)
  }

  /// The same body for everyone, larger or smaller: all shapes are defined at one size.
  @inline(__always) func scaled(_ p: Point) -> Point { p * (1 / body.scale) }

  /// Signed distance from the lung's surface, mm, negative inside; `place` in the patient.
  func lungDistance(at place: Point) -> Float {
    let p = scaled(place)
    return body.scale
      * lungs.lung(
        p, costal: lungs.costal(p), diaphragm: lungs.diaphragm(p),
        pleura: mediastinum.pleura(p, heart: mediastinum.heart(p)))
  }

  /// Signed distance from the surface that faces the ribs.
  func costalDistance(at place: Point) -> Float { body.scale * lungs.costal(scaled(place)) }

  func lobe(at place: Point) -> PhantomNodule.Lobe { lungs.lobe(at: scaled(place)) }

  /// All fields at a point of the patient.
  func fields(at place: Point, isProne: Bool) -> TissueFields {
    let p = scaled(place)
    let size = body.scale
    let skin = body.skin(p)
    guard skin < 12 else { return TissueFields(outside: skin * size) }
    let strand = strands.value(at: p)
    let wall = body.wall(p)
    let diaphragm = lungs.diaphragm(p)
    let heart = mediastinum.heart(p)
    let lung = lungs.lung(
      p, costal: lungs.costal(p), diaphragm: diaphragm, pleura: mediastinum.pleura(p, heart: heart))
    let below = -diaphragm
    let isBelow = diaphragm > -12
    let gut = isBelow ? abdomen.gut(p, below: below, wall: wall, texture: patches.value(at: p)) : 40
    let level = abs(SpineLevels.height(p.z))
    return TissueFields(
      skin: skin * size, muscle: (body.muscle(p, skin: skin) + 2 * strand) * size, wall: wall * size,
      lung: lung * size, heart: heart * size,
      liver: isBelow ? abdomen.liver(p, below: below, wall: wall) * size : 40,
      organs: isBelow ? abdomen.spleenAndKidneys(p, below: below, wall: wall) * size : 40, gut: gut * size,
      gas: isBelow ? abdomen.gas(p, gut: gut, isProne: isProne) * size : 40,
      diaphragm: abs(diaphragm) * size, vertebra: mediastinum.spine(p) * size,
      // A vertebra has dense end plates; between two lies a disc.
      vertebraDensity: level > 9.6 ? 85 : level > 8.4 ? 420 : 112, cortex: level > 9.6 ? 85 : 620,
      arch: mediastinum.vertebralArch(p) * size, canal: mediastinum.canal(p) * size,
      major: lungs.majorFissure(p) * size,
      minor: p.x < 0 && lungs.majorFissure(p) > -1 ? lungs.minorFissure(p) * size : 40,
      parenchyma: parenchymaDensity(p, isProne: isProne), strand: strand)
  }

  /// Lung is denser where it hangs lowest, and patchy.
  private func parenchymaDensity(_ p: Point, isProne: Bool) -> Float {
    let depth = (isProne ? -p.y : p.y) / 80
    let gradient = 32 * depth + 14 * depth * abs(depth)
    return parenchyma + gradient + 16 * patches.value(at: p) + 22 * grains.value(at: p)
  }
}

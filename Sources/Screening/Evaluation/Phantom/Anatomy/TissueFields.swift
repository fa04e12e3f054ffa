/// What the coarse lattice holds at each of its points: signed distances in mm (negative inside), and densities in HU.
///
/// Distances are interpolated linearly between the points, so surfaces come out smooth and finer than the lattice.
struct TissueFields: BitwiseCopyable, Sendable {
  var skin: Float
  var muscle: Float = 40
  var wall: Float = 40
  var lung: Float = 40
  var heart: Float = 40
  var liver: Float = 40
  var organs: Float = 40
  var gut: Float = 40
  var gas: Float = 40
  /// Distance from the diaphragm on either side.
  var diaphragm: Float = 40
  var vertebra: Float = 40
  var vertebraDensity: Float = 112
  var cortex: Float = 620
  var arch: Float = 40
  var canal: Float = 40
  var major: Float = 40
  var minor: Float = 40
  var parenchyma: Float = -860
  /// -1 to 1, for strands of fat in muscle and of tissue in fat.
  var strand: Float = 0

  init(
    skin: Float, muscle: Float, wall: Float, lung: Float, heart: Float, liver: Float, organs: Float, gut: Float,
    gas: Float, diaphragm: Float, vertebra: Float, vertebraDensity: Float, cortex: Float, arch: Float, canal: Float,
    major: Float, minor: Float, parenchyma: Float, strand: Float
  ) {
    self.skin = skin
    self.muscle = muscle
    self.wall = wall
    self.lung = lung
    self.heart = heart
    self.liver = liver
    self.organs = organs
    self.gut = gut
    self.gas = gas
    self.diaphragm = diaphragm
    self.vertebra = vertebra
    self.vertebraDensity = vertebraDensity
    self.cortex = cortex
    self.arch = arch
    self.canal = canal
    self.major = major
    self.minor = minor
    self.parenchyma = parenchyma
    self.strand = strand
  }

  /// A point in the room.
  init(outside skin: Float) { self.skin = skin }

  /// Between two points of the lattice.
  @inline(__always) func mixed(with other: TissueFields, _ t: Float) -> TissueFields {
    @inline(__always) func mix(_ a: Float, _ b: Float) -> Float { a + (b - a) * t }
    return TissueFields(
      skin: mix(skin, other.skin), muscle: mix(muscle, other.muscle), wall: mix(wall, other.wall),
      lung: mix(lung, other.lung), heart: mix(heart, other.heart), liver: mix(liver, other.liver),
      organs: mix(organs, other.organs), gut: mix(gut, other.gut), gas: mix(gas, other.gas),
      diaphragm: mix(diaphragm, other.diaphragm), vertebra: mix(vertebra, other.vertebra),
      vertebraDensity: mix(vertebraDensity, other.vertebraDensity), cortex: mix(cortex, other.cortex),
      arch: mix(arch, other.arch), canal: mix(canal, other.canal), major: mix(major, other.major),
      minor: mix(minor, other.minor), parenchyma: mix(parenchyma, other.parenchyma), strand: mix(strand, other.strand))
  }

  /// The density of the place, HU, a surface spread over `1 / sharpness` mm.
  ///
  /// - Parameter heartDensity: of muscle and blood together.
  @inline(__always) func density(sharpness: Float, heartDensity: Float) -> Float {
    @inline(__always) func part(_ distance: Float) -> Float { min(max(0.5 - distance * sharpness, 0), 1) }
    @inline(__always) func blend(_ value: inout Float, _ other: Float, _ part: Float) {
      value += (other - value) * part
    }
    // Deep inside the lung there is nothing else.
    let inLung = part(lung)
    // A fissure is thinner than a pixel: it shows by its share of one.
    let share = min(0.6 * sharpness, 1) * 0.55
    let fissure = share * max(part(abs(major) - 0.4), part(abs(minor) - 0.4))
    let air = parenchyma + (-300 - parenchyma) * fissure
    guard inLung < 1 else { return air }

    var value: Float = -1000
    blend(&value, 15, part(skin))
    blend(&value, -105 + 18 * strand, part(skin + 1.9))
    // Layers of muscle, with fat between them.
    let septum = min(abs(muscle + 9 + 3 * strand), abs(muscle + 19 - 4 * strand))
    blend(&value, 54 + 6 * strand - 120 * part(septum - 0.7), part(muscle))
    blend(&value, 45, part(wall + 1) * part(-wall - 4))
    blend(&value, -98 + 30 * max(strand, 0), part(wall + 2.5))
    blend(&value, heartDensity, part(heart))
    blend(&value, 45, part(organs))
    blend(&value, 28, part(gut))
    blend(&value, -960, part(gas))
    blend(&value, 58 + 4 * strand, part(liver))
    blend(&value, 45, part(diaphragm - 1.3) * part(wall))
    blend(&value, 550, part(arch))
    blend(&value, 250, part(arch + 1.4))
    blend(&value, 25, part(canal))
    blend(&value, cortex, part(vertebra))
    blend(&value, vertebraDensity + 25 * strand, part(vertebra + 1.6))
    blend(&value, air, inLung)
    return value
  }
}

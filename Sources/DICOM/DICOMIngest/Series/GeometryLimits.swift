/// What the geometry of a series may be. `Sources/DICOM/README.md` explains each number.
enum GeometryLimits {
  /// Slices: a lung of 200 mm has 20 slices of 10 mm; 2,000 slices are 1 m of 0.5 mm.
  static let slices = 20...2000

  /// Largest deviation of a direction cosine, of a unit length or of a right angle.
  static let axisTolerance = 0.002

  /// Least z component of the normal of an axial slice: the cosine of 30°.
  static let axial = 0.866

  /// Pixel spacing of a chest CT, mm.
  static let pixelSpacing = 0.1...3.0

  /// Distance of slices that can show a nodule, mm.
  static let sliceSpacing = 0.2...10.05

  /// Largest coordinate of a slice, mm: no scanner reaches farther.
  static let farthest = 10_000.0

  /// Largest relative difference of pixel spacings within a series.
  static let pixelSpacingTolerance = 0.001

  /// Slices nearer than this lie at the same position, mm.
  static let samePosition = 0.01

  /// A distance of more than so many median distances is a gap: at twice, one slice is missing.
  static let gap = 1.5

  /// Largest deviation of a slice from its place on the even grid, in slice distances: beyond it the series is refused …
  static let uneven = 0.25

  /// … and from here on the reader is warned. Positions written with one decimal deviate by up to 0.05 mm.
  static let jitter = 0.11

  /// Distances above this warn, mm.
  static let wideSpacing = 5.05

  /// Slices thicker than this warn, mm, and …
  static let thick = 3.05

  /// … thicker than this warn in stronger words.
  static let veryThick = 5.05

  /// The least field that holds both lungs of an adult, mm: a small field is as wide as a heart.
  static let fieldWidth = 230.0
  static let fieldHeight = 150.0

  /// Gantry tilt that a header may claim though the slices lie straight, degrees.
  static let tilt = 1.0

  /// A slice thickness below so many slice distances leaves tissue between the slices unimaged.
  static let unimaged = 0.9
}

import StudyModel

/// One scan and its reconstruction: where the slices lie, how thick they are, how sharp and how noisy.
public struct PhantomAcquisition: Sendable {
  public var geometry: VolumeGeometry
  /// Full width of the slice profile.
  public var thickness: Millimetres
  public var kernel: PhantomKernel
  /// Standard deviation of the noise, HU.
  public var noise: Double
  /// Which of the many possible noises; slices of the same scan number differ in nothing.
  public var scan: Int
  /// Lying on the belly: the lungs are denser in front, and the table lies there.
  public var isProne: Bool
  /// Whether the vessels are filled with contrast medium.
  public var hasContrast: Bool

  public init(
    geometry: VolumeGeometry, thickness: Millimetres, kernel: PhantomKernel = .standard, noise: Double? = nil,
    scan: Int = 0, isProne: Bool = false, hasContrast: Bool = false
  ) {
    self.geometry = geometry
    self.thickness = thickness
    self.kernel = kernel
    self.noise = noise ?? kernel.usualNoise
    self.scan = scan
    self.isProne = isProne
    self.hasContrast = hasContrast
  }

  /// Axial slices about the middle of the chest, feet to head.
  ///
  /// - Parameters:
  ///   - matrix: rows and columns.
  ///   - spacing: pixel spacing and slice distance, mm.
  ///   - centre: the middle of the volume, LPS mm.
  public static func axial(
    matrix: Int, slices: Int, spacing: PatientVector, centre: PatientVector = .zero
  ) -> VolumeGeometry {
    let shape = GridShape(x: matrix, y: matrix, z: slices)
    let half = PatientVector(
      x: spacing.x * Double(matrix - 1) / 2, y: spacing.y * Double(matrix - 1) / 2,
      z: spacing.z * Double(slices - 1) / 2)
    return VolumeGeometry(shape: shape, origin: centre - half, spacing: spacing)
  }
}

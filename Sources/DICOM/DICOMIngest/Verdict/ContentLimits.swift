/// What the voxels of a chest CT may be. `Sources/DICOM/README.md` explains each number and shows what was measured.
enum ContentLimits {
  /// Fields narrower than this, in mm, hold no chest whose voxels could be judged.
  static let field = 150.0

  /// Noise of soft tissue above this warns, in HU.
  static let noise = 60.0

  /// Lungs, the air round the patient and fill, in HU, and the least share of the voxels that they take.
  static let airy = (range: Int(Int16.min) ..< -700, share: 0.02)

  /// Fat, muscle and organs, in HU, and the least share of the voxels that they take.
  static let bodily = (range: -200..<200, share: 0.05)

  /// Where air is looked for, in HU; the share of the voxels from which on its density is measured; how far it may be off.
  static let air = (range: -1120 ..< -930, share: 0.02, tolerance: 50)

  /// Where soft tissue is looked for, and where it may be: fat or muscle, whichever there is more of, in HU.
  static let tissue = (range: -300..<300, plausible: -150...120)

  /// Every chest has bone above this, and air below it, in HU: where there is none, densities were cut off.
  static let bone: Int16 = 400
  static let emptiness: Int16 = -850

  /// Homogeneous patches as dense as blood with contrast, for each one of soft tissue, from which on it is contrast agent.
  static let contrast = 0.025
}

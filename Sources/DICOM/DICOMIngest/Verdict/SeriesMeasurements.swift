import StudyModel

/// What was measured on a loaded series, for those who judge scanners and protocols: told of good series, too.
public struct SeriesMeasurements: Hashable, Sendable {
  /// From the centre of the first slice to that of the last.
  public let reach: Millimetres
  /// Width of the slices, pixel edge to pixel edge.
  public let fieldWidth: Millimetres
  /// Height of the slices.
  public let fieldHeight: Millimetres
  /// Standard deviation of homogeneous soft tissue, in HU; `nil` where there is too little of it.
  public let noise: Double?
  /// The density that air has, in HU; `nil` where there is too little of it.
  public let air: Int?
  /// The density met most in the body, fat or muscle, in HU; `nil` where there is none.
  public let softTissue: Int?
  /// The least and the greatest density of the voxels that were looked at.
  public let lowest: HounsfieldUnit
  public let highest: HounsfieldUnit
  /// Homogeneous patches as dense as blood with contrast agent for each one of soft tissue; `nil` without soft tissue.
  public let opacified: Double?
  /// Slices of one value.
  public let emptySlices: Int
  /// Slices with the pixels of another one.
  public let repeatedSlices: Int

  /// How sharp the kernel is: `soft`, `lung`, `bone or edge`; `nil` for one that is not known.
  public let kernelClass: String?
  /// Patient Position (0018,5100).
  public let patientPosition: String?
  /// Whether the header says that contrast agent was given, or that none was; `nil` where it says neither, or both.
  public let saysContrast: Bool?
  /// kV.
  public let tubeVoltage: Double?
  /// mA.
  public let tubeCurrent: Double?
  /// mAs, of a rotation or of the whole scan, as the maker writes it.
  public let exposure: Double?

  init(content: VolumeContent, geometry: VolumeGeometry, slice: SliceReference?) {
    reach = Millimetres(geometry.reach)
    fieldWidth = Millimetres(geometry.field.x)
    fieldHeight = Millimetres(geometry.field.y)
    noise = content.noise
    air = content.air
    softTissue = content.softTissue
    lowest = HounsfieldUnit(Float(content.histogram.lowest ?? 0))
    highest = HounsfieldUnit(Float(content.histogram.highest ?? 0))
    opacified = content.contrast
    emptySlices = content.empty.count
    repeatedSlices = content.repeated.count
    kernelClass = KernelClass(kernel: slice?.frame.acquisition.kernel)?.word
    patientPosition = slice?.instance.acquisition.patientPosition
    saysContrast = slice?.instance.acquisition.contrastHint?.isGiven
    tubeVoltage = slice?.instance.acquisition.tubeVoltage
    tubeCurrent = slice?.instance.acquisition.tubeCurrent
    exposure = slice?.instance.acquisition.exposure
  }
}

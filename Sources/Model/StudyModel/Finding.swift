/// How dense a nodule is.
public enum NoduleDensity: String, Hashable, Sendable {
  case solid
  case partSolid
  case groundGlass
  case calcified
  case cavitary
}

/// What a category scheme says of a finding.
public struct NoduleCategory: Hashable, Sendable {
  /// E.g. `Lung-RADS 2022`.
  public let scheme: String
  public let applicable: Bool
  public let label: String?
  /// The rule that fired.
  public let rule: String

  public init(scheme: String, applicable: Bool, label: String?, rule: String) {
    self.scheme = scheme
    self.applicable = applicable
    self.label = label
    self.rule = rule
  }
}

/// Sizes and densities of a segmented nodule.
public struct NoduleMeasurement: Hashable, Sendable {
  public let longAxis: Millimetres
  public let shortAxis: Millimetres
  public let meanDiameter: Millimetres
  /// In mm³.
  public let volume: Double
  public let density: NoduleDensity
  public let meanDensity: HounsfieldUnit

  public init(
    longAxis: Millimetres, shortAxis: Millimetres, meanDiameter: Millimetres, volume: Double, density: NoduleDensity,
    meanDensity: HounsfieldUnit
  ) {
    self.longAxis = longAxis
    self.shortAxis = shortAxis
    self.meanDiameter = meanDiameter
    self.volume = volume
    self.density = density
    self.meanDensity = meanDensity
  }
}

/// A candidate that is shown to the radiologist.
public struct Finding: Hashable, Sendable {
  /// From 1, best first.
  public let rank: Int
  public let candidate: Candidate
  /// From 1 at the feet: the slice nearest to the centre.
  public let sliceIndex: Int
  /// That slice.
  public let slice: Slice
  /// `nil` until the finding has been segmented.
  public let measurement: NoduleMeasurement?
  /// Lobe, where it is known.
  public let lobe: String?
  public let categories: [NoduleCategory]

  public init(
    rank: Int, candidate: Candidate, sliceIndex: Int, slice: Slice, measurement: NoduleMeasurement? = nil,
    lobe: String? = nil, categories: [NoduleCategory] = []
  ) {
    self.rank = rank
    self.candidate = candidate
    self.sliceIndex = sliceIndex
    self.slice = slice
    self.measurement = measurement
    self.lobe = lobe
    self.categories = categories
  }
}

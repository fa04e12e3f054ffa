/// What a detector found of the nodules that were put into scans on purpose, at the operating point of the report.
///
/// An upper bound, never an expected sensitivity: the nodules of a benchmark are well visible and lie where they can be inserted.
public struct MeasuredPerformance: Hashable, Sendable {
  /// Nodules of one range of diameters.
  public struct SizeClass: Hashable, Sendable {
    public let from: Millimetres
    /// Not included; `nil` for all wider ones.
    public let to: Millimetres?
    public let nodules: Int
    public let found: Int
    /// Of the share that is found, 95 %.
    public let interval: ClosedRange<Double>

    public init(from: Millimetres, to: Millimetres?, nodules: Int, found: Int, interval: ClosedRange<Double>) {
      self.from = from
      self.to = to
      self.nodules = nodules
      self.found = found
      self.interval = interval
    }
  }

  /// Scans with slices of about the same thickness.
  public struct SpacingClass: Hashable, Sendable {
    public let spacing: Millimetres
    /// Number of series.
    public let series: Int
    public let falsePositivesPerScan: Double
    /// In the order of their diameters.
    public let sizes: [SizeClass]

    public init(spacing: Millimetres, series: Int, falsePositivesPerScan: Double, sizes: [SizeClass]) {
      self.spacing = spacing
      self.series = series
      self.falsePositivesPerScan = falsePositivesPerScan
      self.sizes = sizes
    }
  }

  /// What was measured on, in a few English words.
  public let benchmark: String
  /// The plan and the model that ran; others may find more or fewer.
  public let plan: String
  public let model: String?
  public let spacings: [SpacingClass]

  public init(benchmark: String, plan: String, model: String?, spacings: [SpacingClass]) {
    self.benchmark = benchmark
    self.plan = plan
    self.model = model
    self.spacings = spacings
  }

  /// What was measured on scans like this one: the nearest class by ratio to its ``SeriesDescription/sliceSpacing``.
  ///
  /// - Returns: `nil` where that is not known, or outside what was measured: more than a tenth above the thickest class, or
  ///   less than half of the thinnest.
  public func spacingClass(of series: SeriesDescription) -> SpacingClass? {
    guard let spacing = series.sliceSpacing?.value,
      let thinnest = spacings.map(\.spacing.value).min(), let thickest = spacings.map(\.spacing.value).max(),
      spacing >= 0.5 * thinnest, spacing <= 1.1 * thickest
    else { return nil }
    // The larger over the smaller: of two classes the one that is fewer times away.
    func ratio(_ known: SpacingClass) -> Double {
      max(known.spacing.value, spacing) / min(known.spacing.value, spacing)
    }
    return spacings.min { ratio($0) < ratio($1) }
  }
}

extension SeriesDescription {
  /// How coarse the series is along its stack: the distance of its slices, or their thickness where they overlap.
  public var sliceSpacing: Millimetres? {
    guard let spacing else { return nil }
    return Millimetres(max(spacing.z, sliceThickness?.value ?? 0))
  }
}

extension ScreeningReport {
  /// What was measured for such a scan; `nil` where the study was not screened, or nothing was measured.
  public var performanceForSeries: MeasuredPerformance.SpacingClass? {
    guard case .reported = outcome, let series else { return nil }
    return performance?.spacingClass(of: series)
  }
}

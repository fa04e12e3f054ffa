import StudyModel

/// Sizes and thresholds of the blob search.
public struct CandidatePlan: Hashable, Sendable {
  /// The working grid; the coarse one has twice this spacing.
  public var grid = Millimetres(1)
  /// σ of the Gaussians on the working grid, in mm.
  public var fineScales = [1.0, 1.4].map { Millimetres($0) }
  /// σ of the Gaussians on the coarse grid, in mm. The largest answers most to a ball of 39 mm.
  public var coarseScales = [2.0, 2.8, 4.0, 5.6, 8.0, 11.3].map { Millimetres($0) }
  /// What is denser counts as dense as this, in HU: calcium and contrast must not outshine everything.
  public var densest: Int16 = 200
  /// What is thinner counts as thin as this, in HU.
  public var thinnest: Int16 = -1000
  /// Stands in for everything outside the lung field, in HU: aerated lung.
  public var lung: Int16 = -860
  /// The least blob response, in HU.
  public var leastResponse: Float = 40
  /// The least of the three curvatures, in HU.
  public var leastCurvature: Float = 8
  /// So many maxima are kept by their curvatures before near ones are merged, …
  public var mostMaxima = 8000
  /// … and so many after.
  public var mostMerged = 2000
  /// Two maxima are one where they lie nearer than this …
  public var mergeDistance = Millimetres(2)
  /// … or than this many σ of the stronger one.
  public var mergeScales = 0.9

  /// σ^0.3: a large blob is rarer than a small one of the same contrast. One value a scale, fine scales first, so that no
  /// power function of the machine decides about bits.
  public var scaleWeights: [Float] = [1.0, 1.1062, 1.2311, 1.3619, 1.5157, 1.6767, 1.8661, 2.0699]
}

/// How the shape round a maximum is probed, and how candidates are ranked.
public struct RankingPlan: Hashable, Sendable {
  /// Rays from the centre, spread evenly over the sphere.
  public var rays = 96
  /// Samples along a ray.
  public var samples = 24
  /// The first and the last sample, in radii of the blob (√3 σ, but no less than ``leastRadius``).
  public var reach = 0.15...2.5
  public var leastRadius = Millimetres(1.5)
  /// Rays that leave the blob before this sample leave it near.
  public var nearSamples = 16
  /// σ of the smoothing before sampling, in mm.
  public var smoothing = Millimetres(0.7)
  /// The strength at which the score is ½ and a candidate is shown.
  public var operatingStrength: Float = 60
  /// No more findings than these are shown.
  public var mostShown = 10
  /// No more candidates than these are listed: the limit of the LUNA16 rules.
  public var mostListed = 100
}

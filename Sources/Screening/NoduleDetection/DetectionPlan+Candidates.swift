import StudyModel
import VolumeOperations

/// Sizes and thresholds of the blob search.
public struct CandidatePlan: Hashable, Sendable {
  /// The working grid; the coarse one has twice this spacing.
  public var grid = Millimetres(1)
  /// What is searched for on the working grid, by the Hessian; weights are σ^0.3: a large blob is rarer than a small one
  /// of the same contrast.
  public var fineScales = [
    BlobScale(sigma: 1.0, weight: 1.0), BlobScale(sigma: 1.4, weight: 1.1062), BlobScale(sigma: 2.0, weight: 1.2311),
    BlobScale(sigma: 2.8, weight: 1.3619),
  ]
  /// What is searched for on the coarse grid, by the Laplacian. The largest answers most to a ball of 39 mm.
  public var coarseScales = [
    BlobScale(sigma: 4.0, weight: 1.5157), BlobScale(sigma: 5.6, weight: 1.6767), BlobScale(sigma: 8.0, weight: 1.8661),
    BlobScale(sigma: 11.3, weight: 2.0699),
  ]
  /// What is denser counts as dense as this, in HU: calcium and contrast must not outshine everything.
  public var densest: Int16 = 200
  /// What is thinner counts as thin as this, in HU.
  public var thinnest: Int16 = -1000
  /// Stands in for everything outside the lung field, in HU: aerated lung.
  public var lung: Int16 = -860
  /// The least response of the Laplacian, in HU.
  public var leastResponse: Float = 40
  /// The least response of the Hessian, and of the three curvatures at a maximum of the Laplacian, in HU.
  public var leastCurvature: Float = 8
  /// So many maxima are kept by their curvatures before near ones are merged, …
  public var mostMaxima = 8000
  /// … and so many after.
  public var mostMerged = 2000
  /// Two maxima are one where they lie nearer than this …
  public var mergeDistance = Millimetres(2)
  /// … or than this many σ of the stronger one.
  public var mergeScales = 0.9
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
  /// A blob lies deep enough where its middle is so many radii below the edge of the lung field.
  public var fullDepth = 1.4
  /// σ of the smoothing before sampling, in mm.
  public var smoothing = Millimetres(0.7)
  /// The strength at which the score is ½ and a candidate is shown.
  public var operatingStrength: Float = 18
  /// No more findings than these are shown.
  public var mostShown = 10
  /// No more candidates than these are listed: the limit of the LUNA16 rules.
  public var mostListed = 100
}

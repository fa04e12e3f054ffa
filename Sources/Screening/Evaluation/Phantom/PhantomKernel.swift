/// How sharp an image is and what its noise looks like: the reconstruction kernel of a scanner, as a Gaussian blur with or
/// without an emphasis of edges.
public enum PhantomKernel: String, CaseIterable, Sendable {
  case soft, standard, lung, bone

  /// What a scanner of GE writes into Convolution Kernel (0018,1210).
  public var convolutionKernel: String {
    switch self {
    case .soft: "SOFT"
    case .standard: "STANDARD"
    case .lung: "LUNG"
    case .bone: "BONE"
    }
  }

  /// Standard deviation of the noise of an ordinary scan with slices of 1 mm, HU.
  public var usualNoise: Double {
    switch self {
    case .soft: 14
    case .standard: 20
    case .lung: 48
    case .bone: 65
    }
  }

  /// σ of the blur in the plane, mm.
  var blur: Double {
    switch self {
    case .soft: 0.6
    case .standard: 0.48
    case .lung: 0.36
    case .bone: 0.3
    }
  }

  /// How much of what a Gaussian of ``edgeWidth`` takes away is added again.
  var edge: Float {
    switch self {
    case .soft, .standard: 0
    case .lung: 0.55
    case .bone: 0.85
    }
  }

  /// mm.
  var edgeWidth: Double { 0.8 }

  /// σ of the grain, mm.
  var grain: Double {
    switch self {
    case .soft: 0.85
    case .standard: 0.62
    case .lung: 0.36
    case .bone: 0.28
    }
  }
}

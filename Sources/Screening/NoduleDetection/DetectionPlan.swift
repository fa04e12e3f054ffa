import StudyModel

/// Every threshold and size of the detector: the same plan, volume and instruction set give the same candidates.
public struct DetectionPlan: Hashable, Sendable {
  /// Stands in the report's provenance.
  public let name: String
  public let lungField: LungFieldPlan
  public let candidates: CandidatePlan
  public let ranking: RankingPlan

  public init(name: String, lungField: LungFieldPlan, candidates: CandidatePlan, ranking: RankingPlan) {
    self.name = name
    self.lungField = lungField
    self.candidates = candidates
    self.ranking = ranking
  }

  /// The detector without a network. `Models/classical/README.md` is its card: how the values were chosen, what they reach.
  public static let classical = DetectionPlan(
    name: "classical-2", lungField: LungFieldPlan(), candidates: CandidatePlan(), ranking: RankingPlan())
}

/// Sizes and thresholds of the lung field. HU where nothing else is said.
public struct LungFieldPlan: Hashable, Sendable {
  /// Spacing of the grid that the lung field is found on.
  public var grid = Millimetres(2)
  /// Air is above padding and below soft tissue.
  public var air: ClosedRange<Int16> = -1099 ... -451
  /// Below this, air holds no tissue: outside the patient, in airways and in the bowel.
  public var pureAir: Int16 = -950
  /// A part that touches the sides of the image or its padding is lung (cut by a tight field of view) only where it is at least this large,
  /// in ml, …
  public var cutLungVolume = 300.0
  /// … holds at most this share of pure air …
  public var cutLungPureAir = 0.3
  /// … and touches at most so many voxels, as a share of the voxels at the image's sides.
  public var cutLungContact = 0.1
  /// A part with a larger share of pure air is bowel or airway, not lung.
  public var lungPureAir = 0.6
  /// The smallest lung, in ml, and as a share of the largest part.
  public var smallestLung = 20.0
  public var smallestLungShare = 0.05
  /// Closes the field over nodules on the pleura and vessels at the hilum.
  public var closing = Millimetres(10)
  /// The rim of a lung, one voxel wide, belongs to it as far as it is thinner than this: half lung, half pleura.
  public var rim: Int16 = -250
  public var dents = WallDentPlan()
  /// Less lung than this, in ml, is no lung at all.
  public var leastLung = 300.0
  /// More lung than this on the first or last slice, in cm², means that the scan does not reach over it.
  public var cutArea = 12.0
  public var airways = AirwayPlan()
}

/// Sizes and thresholds of the airways.
public struct AirwayPlan: Hashable, Sendable {
  /// The trachea on a slice: below one of these, tried in this order …
  public var seedLevels: [Int16] = [-800, -700]
  /// … an area in mm² …
  public var seedArea = 60.0...700.0
  /// … that fills this share of its box …
  public var seedFill = 0.55
  /// … whose sides differ by no more than this factor …
  public var seedAspect = 2.5
  /// … and lies no farther from the middle than this.
  public var seedOffset = Millimetres(40)
  /// Such areas make a trachea when they stand on top of each other for this length.
  public var seedHeight = Millimetres(20)
  /// The tree is grown below these levels, tried in this order …
  public var growthLevels: [Int16] = [-860, -880, -900, -920, -940, -960, -980, -1000]
  /// … through passages wider than twice this …
  public var growthErosion = Millimetres(2)
  /// … until it no longer leaks into the lungs: its volume stays below this, in ml.
  public var largestTree = 60.0
  /// Erosion and the wall of the bronchi.
  public var wall = Millimetres(4)
}

/// What is a nodule or a mass on the chest wall among the dents of a lung that a wide closing fills.
public struct WallDentPlan: Hashable, Sendable {
  /// Fills them.
  public var closing = Millimetres(16)
  /// Of the dent without its thin borders, in ml.
  public var volume = 0.5...15
  /// It fills at least this share of its box …
  public var fill = 0.3
  /// … which is no longer than this …
  public var longest = Millimetres(60)
  /// … and lies away from heart and hilum: at least so far from the middle as a share of the way to the middle of a lung.
  public var offset = 0.6
}

import StudyModel

/// What one slice brings to the question which slices of a series belong together.
struct SliceTraits: Sendable {
  var plane: ImagePlane
  var rows: Int
  var columns: Int
  /// Image Type, in capitals.
  var imageType: [String] = []
  var kernel: String?
  /// mm.
  var thickness: Double?
  /// kV.
  var tubeVoltage: Double?
  var contrastAgent: String?
  var seriesDescription: String?
  var temporalPosition: Int?
  var acquisitionNumber: Int?
  /// Acquisition Time, as it stands.
  var acquisitionTime: String?

  /// Acquisition Time in seconds of the day; a date before it counts for nothing.
  var acquisitionSeconds: Double? {
    guard let text = acquisitionTime else { return nil }
    let whole = text.prefix { $0 != "." }.suffix(6)
    guard whole.count == 6, let digits = Int(whole), digits >= 0 else { return nil }
    let fraction = Double("0" + text.drop { $0 != "." }) ?? 0
    return Double(digits / 10_000 * 3600 + digits / 100 % 100 * 60 + digits % 100) + fraction
  }

  var member: SliceStack.Member { SliceStack.Member(plane: plane, rows: rows, columns: columns) }

  var isLocalizer: Bool { imageType.contains("LOCALIZER") }

  /// Whether each pixel is the largest or the smallest of many.
  var isProjection: Bool { !Self.projections.isDisjoint(with: imageType) }

  private static let projections: Set<String> = [
    "MIP", "MINIP", "MAX_IP", "MIN_IP", "MAXIMUM", "MINIMUM", "PROJECTION IMAGE",
  ]

  /// Whether the slice was computed from other slices, not from the scan itself. The first value of Image Type does not tell:
  /// it is DERIVED for every image that was compressed with loss. Source: DICOM PS3.3, C.7.6.1.1.2.
  var isReformatted: Bool { !Self.reformats.isDisjoint(with: imageType) }

  private static let reformats: Set<String> = ["REFORMATTED", "MPR", "RESAMPLED", "AVERAGE", "MEAN", "STDDEV"]

  /// The plane in a word, for labels.
  var orientation: String {
    let normal = plane.rowAxis.cross(plane.columnAxis)
    let parts = [(abs(normal.x), "sagittal"), (abs(normal.y), "coronal"), (abs(normal.z), "axial")]
    let nearest = parts.max { $0.0 < $1.0 }
    return nearest.map { $0.0 >= GeometryLimits.axial ? $0.1 : "oblique" } ?? "oblique"
  }
}

extension SliceTraits {
  /// A property by which slices at the same position may differ.
  enum Property: CaseIterable {
    case thickness, tubeVoltage, temporalPosition, acquisitionNumber, acquisitionTime, imageType

    /// By what a run of slices that is not even may be two runs.
    static let ofRuns: [Property] = [.thickness, .tubeVoltage, .temporalPosition, .acquisitionNumber]
  }

  /// A property's value, in the order in which values are acquired: numbers by size, texts by letters, what is missing first.
  struct Value: Hashable, Comparable {
    var number = -Double.infinity
    var text = ""

    static func < (a: Value, b: Value) -> Bool { (a.number, a.text) < (b.number, b.text) }
  }

  func value(of property: Property) -> Value {
    switch property {
    // To 0.05 mm: some scanners write the thickness that they measured.
    case .thickness: Value(number: thickness.map { ($0 * 20).rounded() } ?? -.infinity)
    case .tubeVoltage: Value(number: tubeVoltage ?? -.infinity)
    case .temporalPosition: Value(number: temporalPosition.map(Double.init) ?? -.infinity)
    case .acquisitionNumber: Value(number: acquisitionNumber.map(Double.init) ?? -.infinity)
    case .acquisitionTime: Value(text: acquisitionTime ?? "")
    case .imageType: Value(text: imageType.joined(separator: "\\"))
    }
  }
}

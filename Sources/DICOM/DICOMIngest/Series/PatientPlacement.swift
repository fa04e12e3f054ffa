import StudyModel

/// How the patient lay in the scanner, by Patient Position (0018,5100), and whether the images agree.
///
/// The column axis of an image is the vertical of the gantry unless somebody turned the images: it runs to the back of a
/// patient who lies on it, to the front of one who lies prone, and sideways through one who lies on a side.
/// That holds for axial slices; the columns of other ones run along the body, and tell nothing.
/// Source: DICOM PS3.3, C.7.3.1.1.2.
struct PatientPlacement {
  let reasons: [SeriesJudge.Given]

  init(_ slice: SliceReference) {
    guard let position = slice.instance.acquisition.patientPosition, let lying = Lying(position) else {
      reasons = []
      return
    }
    let column = slice.frame.plane.columnAxis
    let isAxial = slice.frame.plane.normal.map { abs($0.z) >= GeometryLimits.axial } ?? false
    let isRight =
      switch lying {
      case .supine: column.y > 0
      case .prone: column.y < 0
      case .onSide: abs(column.x) > abs(column.y)
      }
    let evidence =
      "\(position), columns along (\(decimal(column.x, digits: 2)), \(decimal(column.y, digits: 2)), \(decimal(column.z, digits: 2)))"
    reasons =
      (lying == .supine ? [] : [SeriesJudge.Given(.patientNotSupine, position)])
      + (isRight || !isAxial ? [] : [SeriesJudge.Given(.patientContradiction, evidence)])
  }

  private enum Lying {
    case supine, prone, onSide

    init?(_ position: String) {
      switch position {
      case "HFS", "FFS": self = .supine
      case "HFP", "FFP": self = .prone
      case "HFDR", "HFDL", "FFDR", "FFDL": self = .onSide
      default: return nil
      }
    }
  }
}

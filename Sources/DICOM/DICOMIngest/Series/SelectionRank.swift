import StudyModel

/// The rule by which the series to screen is chosen: of two that may be screened, the first difference decides.
///
/// 1. What says that it shows the chest, alone or with other parts, before what names no part of the body, before what names other
///    parts only (``BodyPart``).
/// 2. A whole chest before a part: at least 180 mm from the first slice to the last.
/// 3. A field that holds both lungs before a narrower one.
/// 4. Thin before thick slices, by class: up to 1.5 mm, up to 3 mm, up to 5 mm, above. What counts is the larger of slice
///    thickness and slice distance.
/// 5. Images of the scan before images reformatted from others.
/// 6. Soft and standard kernels before lung kernels before bone kernels: noise looks like nodules.
/// 7. Fewer warnings.
/// 8. The thinner slices.
/// 9. More coverage, by whole centimetres.
/// 10. The lower Series Number, then the smaller Series Instance UID, then the larger of two stacks of one series, so that the
///     choice never depends on the order of files.
struct SelectionRank: Hashable, Sendable {
  let bodyPart: BodyPart
  /// Centimetres from the first slice to the last.
  let coverage: Int
  /// Width of the slices in millimetres.
  let field: Int
  let isPart: Bool
  let isNarrow: Bool
  let thicknessClass: Int
  let isReformatted: Bool
  let kernel: KernelClass
  let warnings: Int
  /// Micrometres.
  let thickness: Int
  let seriesNumber: Int
  let seriesInstanceUID: String
  /// Which stack of its series, the largest first.
  let stack: Int

  /// A whole chest, mm.
  static let wholeChest = 180.0

  /// Upper bounds of the thickness classes, mm, with room for rounded headers.
  private static let classes = [1.55, 3.05, 5.05]

  init(
    geometry: VolumeGeometry, description: SeriesDescription, bodyPart: BodyPart, warnings: Int,
    isReformatted: Bool = false, stack: Int = 0
  ) {
    self.bodyPart = bodyPart
    let thickness = max(geometry.spacing.z, description.sliceThickness?.value ?? 0)
    coverage = Int((geometry.reach / 10).rounded())
    field = Int(geometry.field.x.rounded())
    isPart = geometry.reach < Self.wholeChest
    isNarrow = geometry.isNarrow
    thicknessClass = Self.classes.firstIndex { thickness <= $0 } ?? Self.classes.count
    self.isReformatted = isReformatted
    kernel = KernelClass(kernel: description.kernel) ?? .smooth
    self.warnings = warnings
    self.thickness = Int((min(thickness, 1000) * 1000).rounded())
    seriesNumber = description.seriesNumber ?? .max
    seriesInstanceUID = description.seriesInstanceUID
    self.stack = stack
  }

  /// What is held against the series that is passed over. `ChineseEvidence` has the same words in Chinese.
  enum Rule: String, CaseIterable {
    case elsewhere = "another part of the body"
    case unnamed = "does not name the chest"
    case part = "less than a whole chest"
    case narrow = "narrower field"
    case thick = "thicker slices"
    case reformatted = "reformatted from other images"
    case lung = "lung kernel"
    case bone = "bone or edge kernel"
    case warnings = "more warnings"
    case coverage = "less coverage"
    case number = "higher series number"
    case last = "alike, and comes later"
  }

  /// Whether this series is preferred; `nil` where the other is, otherwise what is held against the other, in words.
  func advantage(over other: SelectionRank) -> String? {
    if bodyPart.region != other.bodyPart.region {
      let against =
        other.bodyPart.region == .elsewhere
        ? say(.elsewhere, other.bodyPart.source.map { "\($0)" }) : say(.unnamed)
      return bodyPart.region < other.bodyPart.region ? against : nil
    }
    if isPart != other.isPart { return isPart ? nil : say(.part, "\(other.coverage) cm") }
    if isNarrow != other.isNarrow { return isNarrow ? nil : say(.narrow, "\(other.field) mm against \(field) mm") }
    let slices = say(.thick, "\(Self.millimetres(other.thickness)) against \(Self.millimetres(thickness))")
    if thicknessClass != other.thicknessClass { return thicknessClass < other.thicknessClass ? slices : nil }
    if isReformatted != other.isReformatted { return isReformatted ? nil : say(.reformatted) }
    if kernel != other.kernel { return kernel < other.kernel ? say(other.kernel == .sharp ? .lung : .bone) : nil }
    if warnings != other.warnings {
      return warnings < other.warnings ? say(.warnings, "\(other.warnings) against \(warnings)") : nil
    }
    if thickness != other.thickness { return thickness < other.thickness ? slices : nil }
    if coverage != other.coverage {
      return coverage > other.coverage ? say(.coverage, "\(other.coverage) cm against \(coverage) cm") : nil
    }
    if seriesNumber != other.seriesNumber { return seriesNumber < other.seriesNumber ? say(.number) : nil }
    return (seriesInstanceUID, stack) < (other.seriesInstanceUID, other.stack) ? say(.last) : nil
  }

  private func say(_ rule: Rule, _ numbers: String? = nil) -> String {
    rule.rawValue + (numbers.map { ": \($0)" } ?? "")
  }

  private static func millimetres(_ micrometres: Int) -> String {
    let text = decimal(Double(micrometres) / 1000, digits: 3)
    let short = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(short.reversed()) + " mm"
  }
}

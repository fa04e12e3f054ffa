import StudyModel

/// The rule by which the series to screen is chosen: of two that may be screened, the first difference decides.
///
/// 1. A whole chest before a part: at least 180 mm from the first slice to the last.
/// 2. Thin before thick slices, by class: up to 1.5 mm, up to 3 mm, up to 5 mm, above. What counts is the larger of slice
///    thickness and slice distance.
/// 3. Soft and standard kernels before lung kernels before bone kernels: noise looks like nodules.
/// 4. No warning before a warning.
/// 5. The thinner slices.
/// 6. More coverage, by whole centimetres.
/// 7. The lower Series Number, then the smaller Series Instance UID, so that the choice never depends on the order of files.
struct SelectionRank: Hashable, Sendable {
  let isPart: Bool
  let thicknessClass: Int
  let kernel: KernelClass
  let hasWarning: Bool
  /// Micrometres.
  let thickness: Int
  /// Centimetres.
  let coverage: Int
  let seriesNumber: Int
  let seriesInstanceUID: String

  /// A whole chest, mm.
  static let wholeChest = 180.0

  /// Upper bounds of the thickness classes, mm, with room for rounded headers.
  private static let classes = [1.55, 3.05, 5.05]

  init(geometry: VolumeGeometry, description: SeriesDescription, hasWarning: Bool) {
    let extent = Double(geometry.shape.z - 1) * geometry.spacing.z
    let thickness = max(geometry.spacing.z, description.sliceThickness?.value ?? 0)
    isPart = extent < Self.wholeChest
    thicknessClass = Self.classes.firstIndex { thickness <= $0 } ?? Self.classes.count
    kernel = KernelClass(kernel: description.kernel)
    self.hasWarning = hasWarning
    self.thickness = Int((min(thickness, 1000) * 1000).rounded())
    coverage = Int((extent / 10).rounded())
    seriesNumber = description.seriesNumber ?? .max
    seriesInstanceUID = description.seriesInstanceUID
  }

  /// Whether this series is preferred, and by what; `nil` where the other is.
  func advantage(over other: SelectionRank) -> String? {
    if isPart != other.isPart { return isPart ? nil : "the other covers the whole chest" }
    if thicknessClass != other.thicknessClass {
      return thicknessClass < other.thicknessClass ? "the other has thinner slices" : nil
    }
    if kernel != other.kernel { return kernel < other.kernel ? "the other has a softer kernel" : nil }
    if hasWarning != other.hasWarning { return hasWarning ? nil : "the other has no warning" }
    if thickness != other.thickness { return thickness < other.thickness ? "the other has thinner slices" : nil }
    if coverage != other.coverage { return coverage > other.coverage ? "the other covers more" : nil }
    if seriesNumber != other.seriesNumber {
      return seriesNumber < other.seriesNumber ? "the other has the lower series number" : nil
    }
    return seriesInstanceUID < other.seriesInstanceUID ? "the other is alike and comes first" : nil
  }
}

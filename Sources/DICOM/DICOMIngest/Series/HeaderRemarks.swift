import Foundation
import StudyModel
import VolumeOperations

/// What the headers of a stack tell that a reader should know.
struct HeaderRemarks {
  let reasons: [SeriesJudge.Given]

  /// - Parameters:
  ///   - slices: at least one.
  ///   - geometry: `nil` where the slices make no grid.
  init(slices: [SliceReference], traits: [SliceTraits], geometry: VolumeGeometry?) {
    reasons =
      Self.pixels(slices) + Self.images(slices, traits) + PatientPlacement(slices[0]).reasons
      + Self.tilt(slices[0], traits[0])
      + (geometry.map { Self.grid($0, traits) } ?? [])
  }

  private static func pixels(_ slices: [SliceReference]) -> [SeriesJudge.Given] {
    var reasons: [SeriesJudge.Given] = []
    if let lossy = slices.first(where: \.instance.acquisition.isLossy)?.instance {
      let ratio = lossy.acquisition.lossyRatio.map { ", ratio \(decimal($0))" } ?? ""
      reasons.append(SeriesJudge.Given(.pixelLossy, lossy.transferSyntax.name + ratio))
    }
    if slices.contains(where: \.frame.pixels.hasPaddingInTissue) {
      reasons.append(SeriesJudge.Given(.paddingInTissue))
    }
    return reasons
  }

  private static func images(_ slices: [SliceReference], _ traits: [SliceTraits]) -> [SeriesJudge.Given] {
    var reasons = mixtures(traits)
    switch KernelClass(kernel: traits[0].kernel) {
    case .verySharp: reasons.append(SeriesJudge.Given(.kernelEdge, traits[0].kernel ?? ""))
    case nil: reasons.append(SeriesJudge.Given(.kernelUnknown, traits[0].kernel ?? "none is named"))
    case .smooth, .sharp: break
    }
    if let reformatted = traits.first(where: \.isReformatted) {
      reasons.append(
        SeriesJudge.Given(.seriesReformatted, "Image Type \(reformatted.imageType.joined(separator: "\\"))"))
    }
    if let evidence = contrast(slices) { reasons.append(SeriesJudge.Given(.contrastGiven, evidence)) }
    return reasons
  }

  /// Where a header says that contrast agent was given. The slices of a series mostly say the same words, and to read words
  /// takes longer than to compare them.
  private static func contrast(_ slices: [SliceReference]) -> String? {
    var read: Set<[String?]> = []
    for acquisition in slices.lazy.map(\.instance.acquisition) {
      let words = [acquisition.codedContrastAgent, acquisition.contrastAgent, acquisition.seriesDescription]
      guard read.insert(words).inserted, let hint = acquisition.contrastHint, hint.isGiven else { continue }
      return hint.evidence
    }
    return nil
  }

  /// What all slices of a stack should have in common.
  private static func mixtures(_ traits: [SliceTraits]) -> [SeriesJudge.Given] {
    var reasons: [SeriesJudge.Given] = []
    let kernels = Dictionary(grouping: traits) { $0.kernel ?? "none named" }.mapValues(\.count)
    if kernels.count > 1 {
      let words = kernels.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        "\($0.key) (\($0.value) of \(traits.count))"
      }
      reasons.append(SeriesJudge.Given(.seriesMixedKernels, list(words)))
    }
    let voltages = Set(traits.compactMap { $0.tubeVoltage?.rounded() }).sorted()
    if voltages.count > 1 {
      reasons.append(
        SeriesJudge.Given(.seriesMixedVoltages, "\(list(voltages.map { decimal($0, digits: 0) })) kV"))
    }
    return reasons
  }

  /// A tilt that the orientation of the slices does not show: one of the two is wrong, or the images were straightened.
  private static func tilt(_ slice: SliceReference, _ traits: SliceTraits) -> [SeriesJudge.Given] {
    guard let claimed = slice.frame.acquisition.gantryTilt.map(abs), let normal = slice.frame.plane.normal else {
      return []
    }
    let shown = acos(min(1, abs(normal.z))) * 180 / .pi
    guard claimed - shown > GeometryLimits.tilt else { return [] }
    return [
      SeriesJudge.Given(
        traits.isReformatted ? .geometryTiltReformatted : .geometryTiltClaimed,
        "\(DICOMTag.gantryTilt) is \(decimal(claimed))°, but the slices lie at \(decimal(shown))°")
    ]
  }

  private static func grid(_ geometry: VolumeGeometry, _ traits: [SliceTraits]) -> [SeriesJudge.Given] {
    var reasons: [SeriesJudge.Given] = []
    let shape = geometry.shape
    if shape.z > GeometryLimits.slices.upperBound || Double(shape.slice) * Double(shape.z) > voxels {
      reasons.append(SeriesJudge.Given(.seriesTooLarge, "\(shape.x) × \(shape.y) × \(shape.z)"))
    }
    let spacing = geometry.spacing.z
    let thicknesses = traits.compactMap(\.thickness)
    let thickness = thicknesses.max()
    if spacing > GeometryLimits.wideSpacing {
      reasons.append(SeriesJudge.Given(.geometryWideSpacing, "\(decimal(spacing)) mm"))
    }
    if let thickness, thickness > GeometryLimits.veryThick {
      reasons.append(SeriesJudge.Given(.geometryVeryThick, "\(decimal(thickness)) mm"))
    } else if thickness.map({ $0 > GeometryLimits.thick }) ?? (spacing > GeometryLimits.thick) {
      let thick = thickness.map { "\(decimal($0)) mm thick, " } ?? ""
      reasons.append(SeriesJudge.Given(.geometryThick, "\(thick)\(decimal(spacing)) mm apart"))
    }
    if let thinnest = thicknesses.min(), thinnest < GeometryLimits.unimaged * spacing {
      reasons.append(
        SeriesJudge.Given(
          .geometryUnimaged, "\(decimal(thinnest, digits: 2)) mm thick, \(decimal(spacing, digits: 2)) mm apart"))
    }
    if geometry.isNarrow {
      let field = geometry.field
      reasons.append(
        SeriesJudge.Given(.fieldSmall, "\(decimal(field.x, digits: 0)) × \(decimal(field.y, digits: 0)) mm"))
    }
    return reasons
  }

  private static let voxels = Double(VolumeEngine.maximumVoxels)
}

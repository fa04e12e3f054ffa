import DICOMIngest
import Foundation
import Screening
import StudyModel

/// What `inspect` prints for people.
enum InspectionText {
  static func text(of inspected: InspectedStudy) -> String {
    let study = inspected.study
    var lines = [
      "Study \(study.description.studyInstanceUID ?? "without a valid UID"), \(count(study.files.count, "file"))"
    ]
    for (listing, isScreened) in inspected.series {
      lines.append("  \(isScreened ? "*" : "-") \(series(listing.series)): \(verdict(listing.quality))")
      lines += listing.quality.reasons.map { "      \(ResultText.text(of: $0))" }
    }
    if let series = inspected.inspected, case .reported = inspected.outcome {
      lines.append("  * \(measures(series.measurements, series.lungs))")
      lines.append("  * will be screened; SHA-256 of its HU: \(series.inputSHA256)")
    } else {
      if case .failed(_, let reason) = inspected.outcome {
        lines.append("  Reading the series failed: \(reason)")
      } else {
        lines.append("  Nothing in this study can be screened.")
      }
      let told = inspected.series.flatMap(\.listing.quality.reasons)
      let rest = inspected.quality.reasons.filter { !told.contains($0) }
      lines += rest.map { "      \(ResultText.text(of: $0))" }
    }
    return lines.joined(separator: "\n")
  }

  /// In one line what an engineer looks for first.
  private static func measures(_ measured: SeriesMeasurements, _ lungs: LungCoverage?) -> String {
    func whole(_ value: Double) -> String { decimal(value, digits: 0) }
    let words: [String?] = [
      "\(whole(measured.reach.value)) mm of the body",
      "field \(whole(measured.fieldWidth.value)) x \(whole(measured.fieldHeight.value)) mm",
      measured.noise.map { "noise \(whole($0)) HU" }, measured.air.map { "air \($0) HU" },
      "kernel \(measured.kernelClass ?? "not known")", measured.patientPosition,
      lungs.map { "lung \(whole($0.volume)) ml" },
    ]
    return printable(words.compactMap(\.self).joined(separator: ", "))
  }

  private static func series(_ series: SeriesDescription) -> String {
    var words = [
      "Series \(series.seriesNumber.map(String.init) ?? "-")", series.modality ?? "-", count(series.slices, "slice"),
    ]
    if let spacing = series.spacing {
      words.append(
        "\(decimal(spacing.x, digits: 2)) x \(decimal(spacing.y, digits: 2)) x \(decimal(spacing.z, digits: 2)) mm")
    }
    if let stack = series.stack { words.append(stack) }
    return printable(words.joined(separator: ", ")) + ", \(series.seriesInstanceUID)"
  }

  private static func verdict(_ quality: SeriesQuality) -> String {
    switch quality.verdict {
    case .analysable: "analysable"
    case .warning: "analysable, with warnings"
    case .refused: "refused"
    }
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

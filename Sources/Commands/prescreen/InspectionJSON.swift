import DICOMIngest
import Foundation
import StudyModel

/// What `inspect --json` prints: keys sorted, each one always there, `null` where something is not known.
enum InspectionJSON {
  static func text(of studies: [InspectedStudy], rejected: [RejectedFile]) -> String {
    let document: [String: Any] = ["studies": studies.map(study), "rejected": rejected.map(rejection)]
    let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? JSONSerialization.data(withJSONObject: document, options: options) else {
      preconditionFailure("the document holds texts, numbers, lists and null only")
    }
    return String(decoding: data, as: UTF8.self)
  }

  private static func study(_ inspected: InspectedStudy) -> [String: Any] {
    [
      "studyInstanceUID": orNull(inspected.study.description.studyInstanceUID),
      "files": inspected.study.files.count,
      "verdict": inspected.quality.verdict.rawValue,
      "reasons": inspected.quality.reasons.map(reason),
      "screenedSeriesInstanceUID": orNull(
        inspected.series.first(where: \.isScreened)?.listing.series.seriesInstanceUID),
      "inputSHA256": orNull(inspected.inspected?.inputSHA256),
      "measurements": measurements(of: inspected.inspected),
      "series": inspected.series.map { series($0.listing, isScreened: $0.isScreened) },
    ]
  }

  private static func series(_ listing: SeriesListing, isScreened: Bool) -> [String: Any] {
    let series = listing.series
    return [
      "seriesInstanceUID": series.seriesInstanceUID,
      "stack": orNull(series.stack),
      "seriesNumber": orNull(series.seriesNumber),
      "modality": orNull(series.modality),
      "slices": series.slices,
      "spacingMM": orNull(series.spacing.map { [number($0.x), number($0.y), number($0.z)] }),
      "manufacturer": orNull(series.manufacturer),
      "kernel": orNull(series.kernel),
      "sliceThicknessMM": number(series.sliceThickness?.value),
      "transferSyntaxUID": orNull(series.transferSyntaxUID),
      "verdict": listing.quality.verdict.rawValue,
      "reasons": listing.quality.reasons.map(reason),
      "screened": isScreened,
    ]
  }

  private static func rejection(_ file: RejectedFile) -> [String: Any] {
    reason(file.error.reason).merging(["path": file.path, "studyInstanceUID": orNull(file.studyInstanceUID)]) { $1 }
  }

  private static func reason(_ reason: QualityReason) -> [String: Any] {
    ["code": reason.code, "message": reason.message, "evidence": reason.evidence]
  }

  private static func orNull<Value>(_ value: Value?) -> Any { value.map { $0 as Any } ?? NSNull() }
}

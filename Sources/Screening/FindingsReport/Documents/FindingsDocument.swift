import StudyModel

/// `findings.json`: what is shown to the radiologist, for programs. Every key is always present; unknown is `null`.
///
/// Digits: positions 0.01 mm, sizes 0.1 mm, volumes 0.1 mm³, densities 0.1 HU, probability four digits, spacing as the images
/// give it (at most six digits).
struct FindingsDocument {
  static let schemaVersion = "1.0"

  let report: ScreeningReport
  /// File name of each finding's picture by rank; none where no pictures are written.
  let pictures: [Int: String]

  var json: JSONText {
    .object([
      "schemaVersion": .string(Self.schemaVersion),
      "assistance": .string(Notice.document),
      "outcome": .string(report.outcome.name),
      "failure": failure,
      "study": study,
      "series": .optional(report.series, series),
      "otherSeries": .array(report.otherSeries.map(listing)),
      "quality": .object([
        "verdict": .string(report.quality.verdict.rawValue),
        "reasons": reasons(report.quality.reasons),
      ]),
      "findings": .array(report.findings.map(finding)),
      "findingsNotShown": .integer(report.notShown),
      "urgency": .optional(report.urgency) { .fixed($0.value, digits: 1) },
      "measuredPerformance": .optional(PerformanceDocument(of: report), \.json),
      "provenance": provenance,
    ])
  }

  private var failure: JSONText {
    guard case .failed(let stage, let reason) = report.outcome else { return .null }
    return .object(["stage": .string(stage), "reason": .string(reason)])
  }

  private var study: JSONText {
    .object([
      "studyInstanceUID": .optional(report.study.studyInstanceUID),
      "accessionNumber": .optional(report.study.accessionNumber),
      "studyDate": .optional(report.study.studyDate),
      "patient": .optional(report.study.patient) { patient in
        .object([
          "patientID": .optional(patient.identifier),
          "name": .optional(patient.name),
          "sex": .optional(patient.sex),
          "birthDate": .optional(patient.birthDate),
          "age": .optional(patient.age),
        ])
      },
    ])
  }

  private func series(_ series: SeriesDescription) -> JSONText {
    .object([
      "seriesInstanceUID": .string(series.seriesInstanceUID),
      "stack": .optional(series.stack),
      "seriesNumber": .optional(series.seriesNumber),
      "slices": .integer(series.slices),
      "spacingMM": .optional(series.spacing) { .vector($0) { .short($0, digits: 6) } },
      "manufacturer": .optional(series.manufacturer),
      "kernel": .optional(series.kernel),
      "sliceThicknessMM": .optional(series.sliceThickness) { .short($0.value, digits: 6) },
      "transferSyntaxUID": .optional(series.transferSyntaxUID),
    ])
  }

  private func listing(_ listing: SeriesListing) -> JSONText {
    .object([
      "seriesInstanceUID": .string(listing.series.seriesInstanceUID),
      "stack": .optional(listing.series.stack),
      "seriesNumber": .optional(listing.series.seriesNumber),
      "modality": .optional(listing.series.modality),
      "slices": .integer(listing.series.slices),
      "verdict": .string(listing.quality.verdict.rawValue),
      "reasons": reasons(listing.quality.reasons),
    ])
  }

  private func reasons(_ reasons: [QualityReason]) -> JSONText {
    .array(
      reasons.map {
        .object(["code": .string($0.code), "message": .string($0.message), "evidence": .string($0.evidence)])
      })
  }

  private func finding(_ finding: Finding) -> JSONText {
    let measurement = finding.measurement
    return .object([
      "rank": .integer(finding.rank),
      "probability": .fixed(finding.candidate.probability, digits: 4),
      "positionLPS": .vector(finding.candidate.position) { .fixed($0, digits: 2) },
      "sliceIndex": .integer(finding.sliceIndex),
      "instanceNumber": .optional(finding.slice.instanceNumber),
      "frameNumber": .optional(finding.slice.frameNumber),
      "sopInstanceUID": .string(finding.slice.sopInstanceUID),
      "blobDiameterMM": .fixed(finding.candidate.blobDiameter.value, digits: 1),
      "longAxisMM": .optional(measurement) { .fixed($0.longAxis.value, digits: 1) },
      "shortAxisMM": .optional(measurement) { .fixed($0.shortAxis.value, digits: 1) },
      "meanDiameterMM": .optional(measurement) { .fixed($0.meanDiameter.value, digits: 1) },
      "volumeMM3": .optional(measurement) { .fixed($0.volume, digits: 1) },
      "density": .optional(measurement?.density.rawValue),
      "meanHU": .optional(measurement) { .fixed(Double($0.meanDensity.value), digits: 1) },
      "side": .optional(finding.candidate.side?.rawValue),
      "lobe": .optional(finding.lobe),
      "categories": .array(finding.categories.map(category)),
      "image": .optional(pictures[finding.rank]),
    ])
  }

  private func category(_ category: NoduleCategory) -> JSONText {
    .object([
      "scheme": .string(category.scheme),
      "applicable": .bool(category.applicable),
      "label": .optional(category.label),
      "rule": .string(category.rule),
    ])
  }

  private var provenance: JSONText {
    let provenance = report.provenance
    return .object([
      "program": .string(provenance.program),
      "version": .string(provenance.version),
      "instructionSet": .string(provenance.instructionSet),
      "model": .optional(provenance.model),
      "modelSHA256": .optional(provenance.modelSHA256),
      "plan": .optional(provenance.plan),
      "inputSHA256": .optional(provenance.inputSHA256),
    ])
  }
}

extension JSONText {
  fileprivate static func vector(_ vector: PatientVector, _ number: (Double) -> JSONText) -> JSONText {
    .array([number(vector.x), number(vector.y), number(vector.z)])
  }
}

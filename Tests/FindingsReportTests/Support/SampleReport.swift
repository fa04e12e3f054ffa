import StudyModel

/// Reports to print: every value is set, or none.
enum SampleReport {
  static let slice = Slice(sopInstanceUID: "1.2.3.4.58", instanceNumber: 75)

  static func candidate(
    _ position: PatientVector = PatientVector(x: -57.438, y: 131.235, z: -520.0), size: Double = 15.49,
    probability: Double = 0.93125, side: Side? = .right
  ) -> Candidate {
    Candidate(
      position: position, blobDiameter: Millimetres(size), strength: 2.5, probability: probability, side: side)
  }

  static func finding(
    rank: Int = 1, candidate: Candidate = candidate(), sliceIndex: Int = 58, slice: Slice = slice,
    measurement: NoduleMeasurement? = nil, categories: [NoduleCategory] = []
  ) -> Finding {
    Finding(
      rank: rank, candidate: candidate, sliceIndex: sliceIndex, slice: slice, measurement: measurement,
      categories: categories)
  }

  static let series = SeriesDescription(
    seriesInstanceUID: "1.2.3.4", modality: "CT", seriesNumber: 3, slices: 132,
    spacing: PatientVector(x: 0.703125, y: 0.703125, z: 2.5), manufacturer: "ACME", kernel: "B/70f",
    sliceThickness: Millimetres(1.25), transferSyntaxUID: "1.2.840.10008.1.2.1")

  static let localizer = SeriesListing(
    series: SeriesDescription(
      seriesInstanceUID: "1.2.3.5", modality: "CT", seriesNumber: nil, slices: 2, spacing: nil, manufacturer: nil,
      kernel: nil, sliceThickness: nil, transferSyntaxUID: nil),
    quality: SeriesQuality(
      verdict: .refused, reasons: [QualityReason(code: "series.localizer", message: "The series is a localizer.")]))

  static let patient = PatientDescription(
    identifier: "P-1", name: "Wang^XiaoDong=王^小东", sex: "M", birthDate: "19640502", age: "061Y")

  static let provenance = provenance(model: nil)
  static func provenance(model: String?) -> Provenance {
    Provenance(
      program: "Prescreen", version: "0.1.0", instructionSet: "avx2", model: model, modelSHA256: nil, plan: "classical",
      inputSHA256: String(repeating: "0123456789abcdef", count: 4))
  }

  /// On slices of 2.5 mm.
  static let performance = MeasuredPerformance(
    benchmark: "inserted nodules", plan: "classical", model: nil,
    spacings: [
      MeasuredPerformance.SpacingClass(
        spacing: Millimetres(2.5), series: 16, falsePositivesPerScan: 0.3125,
        sizes: [
          MeasuredPerformance.SizeClass(
            from: Millimetres(0), to: Millimetres(6), nodules: 43, found: 9, interval: 0.1142...0.3521),
          MeasuredPerformance.SizeClass(
            from: Millimetres(6), to: nil, nodules: 9, found: 7, interval: 0.4526...0.9368),
        ])
    ])

  /// A report with one finding.
  static func reported(
    findings: [Finding] = [finding()], candidates: [Candidate]? = nil, patient: PatientDescription? = patient,
    quality: SeriesQuality = SeriesQuality(
      verdict: .warning,
      reasons: [
        QualityReason(
          code: "geometry.jitter", message: "The slices are not quite evenly spaced.", evidence: "up to 0.10 mm")
      ]),
    series: SeriesDescription = series, performance: MeasuredPerformance? = performance,
    provenance: Provenance = provenance, notShown: Int = 0
  ) -> ScreeningReport {
    ScreeningReport(
      outcome: .reported(findings: findings.count),
      study: StudyDescription(
        studyInstanceUID: "1.2.3", accessionNumber: "A17", studyDate: "20260131", patient: patient),
      series: series, otherSeries: [localizer], quality: quality, findings: findings,
      candidates: candidates ?? findings.map(\.candidate), provenance: provenance, notShown: notShown,
      performance: performance)
  }

  /// A study of which nothing is known but that it was refused, or that something failed.
  static func empty(_ outcome: StudyOutcome) -> ScreeningReport {
    ScreeningReport(
      outcome: outcome,
      study: StudyDescription(studyInstanceUID: nil, accessionNumber: nil, studyDate: nil, patient: nil), series: nil,
      otherSeries: [],
      quality: SeriesQuality(
        verdict: .refused, reasons: [QualityReason(code: "study.noCT", message: "The study has no CT series.")]),
      findings: [], candidates: [],
      provenance: Provenance(
        program: "Prescreen", version: "0.1.0", instructionSet: "portable", model: nil, modelSHA256: nil, plan: nil,
        inputSHA256: nil))
  }
}

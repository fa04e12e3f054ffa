/// What became of a study. A refusal is an answer about the input; a failure is an accident of ours; "no findings" is neither.
public enum StudyOutcome: Hashable, Sendable {
  /// Screened; there may be no findings.
  case reported(findings: Int)
  /// The input cannot be screened. The reasons stand in the report's quality.
  case refused
  /// Something of ours went wrong at a named stage.
  case failed(stage: String, reason: String)

  /// The word in `findings.json`.
  public var name: String {
    switch self {
    case .reported: "reported"
    case .refused: "refused"
    case .failed: "failed"
    }
  }
}

/// What made a report, from what.
public struct Provenance: Hashable, Sendable {
  public let program: String
  public let version: String
  /// The kernel set that ran, e.g. `avx2`.
  public let instructionSet: String
  /// Name of the model bundle; `nil` for the classical detector.
  public let model: String?
  /// SHA-256 of the model's weights.
  public let modelSHA256: String?
  /// Name of the plan: the thresholds and sizes that were used.
  public let plan: String?
  /// SHA-256 over the slices in sorted order: SOP Instance UID, then HU as little-endian int16. `nil` where nothing was loaded.
  public let inputSHA256: String?

  public init(
    program: String, version: String, instructionSet: String, model: String?, modelSHA256: String?, plan: String?,
    inputSHA256: String?
  ) {
    self.program = program
    self.version = version
    self.instructionSet = instructionSet
    self.model = model
    self.modelSHA256 = modelSHA256
    self.plan = plan
    self.inputSHA256 = inputSHA256
  }
}

/// Everything that is said about one study.
public struct ScreeningReport: Sendable {
  public let outcome: StudyOutcome
  public let study: StudyDescription
  /// The series that was screened, or that came nearest to it; `nil` where there was none.
  public let series: SeriesDescription?
  public let otherSeries: [SeriesListing]
  public let quality: SeriesQuality
  /// What is shown to the radiologist, best first.
  public let findings: [Finding]
  /// How many more candidates reached the operating point than are shown: the list is capped.
  public let notShown: Int
  /// The longer list for scoring, best first.
  public let candidates: [Candidate]
  public let provenance: Provenance
  /// What was measured of the detector that ran; `nil` where nothing is known.
  public let performance: MeasuredPerformance?

  public init(
    outcome: StudyOutcome, study: StudyDescription, series: SeriesDescription?, otherSeries: [SeriesListing],
    quality: SeriesQuality, findings: [Finding], candidates: [Candidate], provenance: Provenance,
    notShown: Int = 0, performance: MeasuredPerformance? = nil
  ) {
    self.outcome = outcome
    self.study = study
    self.series = series
    self.otherSeries = otherSeries
    self.quality = quality
    self.findings = findings
    self.candidates = candidates
    self.notShown = notShown
    self.provenance = provenance
    self.performance = performance
  }
}

import DICOMIngest
import Screening
import StudyModel

extension CommandRow {
  static func inspect(_ arguments: ParsedArguments, session: Session) throws(ArgumentError) -> ExitCode {
    let engine = try arguments.engine(session)
    let progress = ProgressLine(console: session.console, wanted: arguments.switches["progress"])
    let index = DICOMIngest.index(paths: arguments.operands, loop: engine.loop) {
      progress.update("Reading headers", done: $0, total: $1)
    }
    let reader = StudyReader(engine: engine)
    let studies = index.studies.map { study in
      let input = reader.read(study) { progress.update("Reading slices", done: $0, total: $1) }
      return InspectedStudy(
        study: study, input: input, lungs: input.loaded.flatMap { LungCoverage(of: $0.volume, engine: engine) })
    }
    progress.finish()

    if arguments.switches["json"] == true {
      session.console.result(InspectionJSON.text(of: studies, rejected: index.unusedFiles))
    } else {
      for study in studies { session.console.result(InspectionText.text(of: study)) }
    }
    var rejections = RejectionList()
    for line in index.unusedFiles.compactMap({ rejections.line(for: $0) }) + rejections.takeRest() {
      session.console.talk(line)
    }
    if studies.isEmpty { session.console.talk("No DICOM study was found.") }
    return ExitCode(studies.map(\.outcome))
  }
}

/// A study and the series of it that a scan would use; its voxels are let go.
struct InspectedStudy {
  let study: IndexedStudy
  /// Each series of the study, in its order.
  let series: [(listing: SeriesListing, isScreened: Bool)]
  let quality: SeriesQuality
  /// `nil` where nothing was loaded, as the two below.
  let inputSHA256: String?
  let measurements: SeriesMeasurements?
  let lungs: LungCoverage?
  let outcome: StudyOutcome

  init(study: IndexedStudy, input: StudyInput, lungs: LungCoverage?) {
    let quality = lungs.map { input.quality.adding($0.quality.reasons, verdict: $0.quality.verdict) } ?? input.quality
    let isScreened = input.loaded != nil && quality.verdict != .refused
    self.study = study
    self.series = study.series.map { series in
      guard !series.description.isSame(as: input.series) else {
        return (SeriesListing(series: series.description, quality: quality), isScreened)
      }
      let other = input.otherSeries.first { $0.series.isSame(as: series.description) }
      return (other ?? SeriesListing(series: series.description, quality: series.quality), false)
    }
    self.quality = quality
    self.inputSHA256 = input.loaded?.inputSHA256()
    self.measurements = input.loaded?.measurements
    self.lungs = lungs
    let failure = input.accident.map { StudyOutcome.failed(stage: ScreeningStage.load.rawValue, reason: $0.message) }
    self.outcome = isScreened ? .reported(findings: 0) : failure ?? .refused
  }
}

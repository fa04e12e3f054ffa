import DICOMIngest
import Screening
import StudyModel
import VolumeOperations

extension CommandRow {
  static func inspect(_ arguments: ParsedArguments, session: Session) throws(ArgumentError) -> ExitCode {
    let engine = try arguments.engine(session)
    let progress = ProgressLine(console: session.console, wanted: arguments.switches["progress"])
    let index = DICOMIngest.index(paths: arguments.operands, loop: engine.loop) {
      progress.update("Reading headers", done: $0, total: $1)
    }
    let studies = index.studies.map { study in
      InspectedStudy(study, engine: engine) { progress.update("Reading slices", done: $0, total: $1) }
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

/// A study and the series of it that a scan would use.
struct InspectedStudy {
  let study: IndexedStudy
  /// Each series of the study, in its order.
  let series: [(listing: SeriesListing, isScreened: Bool)]
  let quality: SeriesQuality
  /// The series that is screened or speaks for the study; `nil` where none was loaded.
  let inspected: InspectedSeries?
  let outcome: StudyOutcome

  init(_ study: IndexedStudy, engine: VolumeEngine, progress: @Sendable (_ done: Int, _ total: Int) -> Void) {
    let (input, inspected) = InspectedSeries.choose(from: study, engine: engine, progress: progress)
    let isScreened = inspected != nil && input.quality.verdict != .refused
    self.study = study
    self.series = study.series.map { series in
      guard !series.description.isSame(as: input.series) else {
        return (SeriesListing(series: series.description, quality: input.quality), isScreened)
      }
      let other = input.otherSeries.first { $0.series.isSame(as: series.description) }
      return (other ?? SeriesListing(series: series.description, quality: series.quality), false)
    }
    self.quality = input.quality
    self.inspected = inspected
    let failure = input.accident.map { StudyOutcome.failed(stage: ScreeningStage.load.rawValue, reason: $0.message) }
    self.outcome = isScreened ? .reported(findings: 0) : failure ?? .refused
  }
}

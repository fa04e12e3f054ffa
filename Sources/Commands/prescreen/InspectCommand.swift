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
      InspectedStudy(study: study, input: reader.read(study) { progress.update("Reading slices", done: $0, total: $1) })
    }
    progress.finish()

    let rejected = index.rejected + index.studies.flatMap(\.rejected)
    if arguments.switches["json"] == true {
      session.console.result(InspectionJSON.text(of: studies, rejected: rejected))
    } else {
      for study in studies { session.console.result(InspectionText.text(of: study)) }
    }
    var rejections = RejectionList()
    for line in rejected.compactMap({ rejections.line(for: $0) }) + rejections.takeRest() { session.console.talk(line) }
    if studies.isEmpty { session.console.talk("No DICOM study was found.") }
    return ExitCode(studies.map { $0.input.loaded == nil ? .refused : .reported(findings: 0) })
  }
}

/// A study and the series of it that a scan would use.
struct InspectedStudy {
  let study: IndexedStudy
  let input: StudyInput

  /// What became of each series, in the order of the study.
  var series: [(listing: SeriesListing, isScreened: Bool)] {
    study.series.map { series in
      let uid = series.description.seriesInstanceUID
      if let chosen = input.series, chosen.seriesInstanceUID == uid {
        return (SeriesListing(series: series.description, quality: input.quality), input.loaded != nil)
      }
      let other = input.otherSeries.first { $0.series.seriesInstanceUID == uid }
      return (other ?? SeriesListing(series: series.description, quality: series.quality), false)
    }
  }
}

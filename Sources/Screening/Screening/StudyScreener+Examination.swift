import DICOMIngest
import FindingsReport
import NoduleDetection
import StudyModel
import VolumeOperations

extension StudyScreener {
  /// What is to be written about a study.
  struct Draft {
    let report: ScreeningReport
    let images: ReportImages?
  }

  /// Everything between the indexed study and its report.
  func examine(
    _ study: IndexedStudy, timings: inout StageTimings,
    progress: @Sendable (ScreeningStage, _ done: Int, _ total: Int) -> Void
  ) -> Draft {
    var reader = StudyReader<Examination>(of: study, engine: engine)
    while let loaded = timings.measure(ScreeningStage.load.rawValue, { reader.next { progress(.load, $0, $1) } }) {
      progress(.detect, 0, 1)
      let examination = timings.measure(ScreeningStage.detect.rawValue) { detect(in: loaded) }
      reader.record(examination, lungs: examination.lungs)
    }
    return draft(of: study, reader.input, reader.outcome)
  }

  /// What became of a series that was loaded. Its voxels are kept only where they are screened.
  private struct Examination {
    let inputSHA256: String
    let lungs: SeriesQuality
    var screened: (detection: Detection, loaded: LoadedSeries)?
    var failure: DetectionError?
  }

  private func detect(in loaded: LoadedSeries) -> Examination {
    // The hash keeps one thread busy for as long as a tenth of the detection, which leaves threads idle now and then.
    let (detected, hash) = engine.loop.both(
      {
        Result { () throws(DetectionError) in
          try NoduleDetector(engine: engine, plan: plan, model: model).detect(in: loaded.volume)
        }
      },
      { loaded.inputSHA256() })
    switch detected {
    case .success(let detection):
      let lungs = detection.lungField.quality
      return Examination(
        inputSHA256: hash, lungs: lungs, screened: lungs.verdict == .refused ? nil : (detection, loaded))
    case .failure(let error):
      return Examination(inputSHA256: hash, lungs: SeriesQuality(verdict: .analysable, reasons: []), failure: error)
    }
  }

  /// - Parameter examination: of the series in `input`; `nil` where none was loaded.
  private func draft(of study: IndexedStudy, _ input: StudyInput, _ examination: Examination?) -> Draft {
    func report(
      _ outcome: StudyOutcome, findings: [Finding] = [], notShown: Int = 0, candidates: [Candidate] = []
    ) -> ScreeningReport {
      ScreeningReport(
        outcome: outcome, study: study.description, series: input.series, otherSeries: input.otherSeries,
        quality: input.quality, findings: findings, candidates: candidates,
        provenance: provenance(inputSHA256: examination?.inputSHA256), notShown: notShown, performance: performance)
    }
    func failed(_ stage: ScreeningStage, _ reason: String) -> Draft {
      Draft(report: report(.failed(stage: stage.rawValue, reason: reason)), images: nil)
    }
    if let accident = input.accident { return failed(.load, accident.message) }
    if let failure = examination?.failure { return failed(.detect, "\(failure)") }
    guard let (detection, loaded) = examination?.screened else { return Draft(report: report(.refused), images: nil) }
    let shown = findings(
      of: detection.candidates.prefix(detection.shown), geometry: loaded.volume.geometry, slices: loaded.slices)
    return Draft(
      report: report(
        .reported(findings: shown.count), findings: shown, notShown: detection.notShown,
        candidates: detection.candidates),
      images: ReportImages(volume: loaded.volume, lungs: detection.lungField.mask, engine: engine))
  }
}

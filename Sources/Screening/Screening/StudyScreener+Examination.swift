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
    let input = timings.measure(ScreeningStage.load.rawValue) {
      StudyReader(engine: engine).read(study) { progress(.load, $0, $1) }
    }
    var statement = Statement(study: study, input: input, provenance: provenance(inputSHA256: nil))
    guard let loaded = input.loaded else {
      let outcome = input.accident.map { StudyOutcome.failed(stage: ScreeningStage.load.rawValue, reason: $0.message) }
      return Draft(report: statement.report(outcome ?? .refused), images: nil)
    }

    progress(.detect, 0, 1)
    // The hash keeps one thread busy for as long as a tenth of the detection, which leaves threads idle now and then.
    let (detected, hash) = timings.measure(ScreeningStage.detect.rawValue) {
      engine.loop.both(
        {
          Result { () throws(DetectionError) in try NoduleDetector(engine: engine, plan: plan).detect(in: loaded.volume)
          }
        },
        { loaded.inputSHA256() })
    }
    statement.provenance = provenance(inputSHA256: hash)
    let detection: Detection
    do throws(DetectionError) {
      detection = try detected.get()
    } catch {
      let outcome = StudyOutcome.failed(stage: ScreeningStage.detect.rawValue, reason: "\(error)")
      return Draft(report: statement.report(outcome), images: nil)
    }
    return Draft(
      report: statement.report(of: detection, loaded),
      images: ReportImages(volume: loaded.volume, lungs: detection.lungField.mask, engine: engine))
  }
}

/// What is known of a study before detection; makes the reports of all outcomes.
private struct Statement {
  let study: IndexedStudy
  let input: StudyInput
  var provenance: Provenance

  func report(
    _ outcome: StudyOutcome, quality: SeriesQuality? = nil, findings: [Finding] = [], candidates: [Candidate] = []
  ) -> ScreeningReport {
    ScreeningReport(
      outcome: outcome, study: study.description, series: input.series, otherSeries: input.otherSeries,
      quality: quality ?? input.quality, findings: findings, candidates: candidates, provenance: provenance)
  }

  /// A study in which no lung is found was loaded, but not screened: it is refused.
  func report(of detection: Detection, _ loaded: LoadedSeries) -> ScreeningReport {
    let quality = input.quality.adding(
      detection.lungField.quality.reasons, verdict: detection.lungField.quality.verdict)
    guard quality.verdict != .refused else { return report(.refused, quality: quality) }
    let shown = findings(
      of: detection.candidates.prefix(detection.shown), geometry: loaded.volume.geometry, slices: loaded.slices)
    return report(
      .reported(findings: shown.count), quality: quality, findings: shown, candidates: detection.candidates)
  }
}

import FindingsReport
import Foundation
import StudyModel

extension StudyScreener {
  func provenance(inputSHA256: String?) -> Provenance {
    Provenance(
      program: "prescreen", version: version, instructionSet: engine.kernels.name, model: model?.plan.name,
      modelSHA256: model?.sha256, plan: plan.name, inputSHA256: inputSHA256)
  }

  /// Writes a result and puts it in place. What cannot be written has failed, whatever was found.
  ///
  /// - Parameter name: of the result's folder; `nil` where nothing gives it one: then nothing is written.
  func publish(
    _ draft: Draft, name: String?, timings: StageTimings, output: URL, keepsEqualResult: Bool = false
  ) -> ScreenedStudy {
    guard let name else { return ScreenedStudy(report: draft.report, folder: nil) }
    let place = output.appending(path: name)
    if keepsEqualResult, let existing = ExistingResult(in: place), existing.equals(draft.report) {
      return ScreenedStudy(report: draft.report, folder: place)
    }
    var timings = timings
    timings.peakMemoryBytes = PeakMemory.bytes
    do throws(ReportError) {
      let folder = try OutputFolder(root: output).publish(name: name) { folder throws(ReportError) in
        try writer.write(draft.report, images: draft.images, timings: timings, into: folder)
      }
      return ScreenedStudy(report: draft.report, folder: folder)
    } catch {
      let outcome = StudyOutcome.failed(stage: ScreeningStage.report.rawValue, reason: error.reason)
      return ScreenedStudy(report: draft.report.withOutcome(outcome), folder: nil)
    }
  }
}

extension ScreeningReport {
  fileprivate func withOutcome(_ outcome: StudyOutcome) -> ScreeningReport {
    ScreeningReport(
      outcome: outcome, study: study, series: series, otherSeries: otherSeries, quality: quality, findings: findings,
      candidates: candidates, provenance: provenance, notShown: notShown, performance: performance)
  }
}

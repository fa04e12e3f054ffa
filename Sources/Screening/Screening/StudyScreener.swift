import DICOMIngest
import FindingsReport
import Foundation
import NoduleDetection
import StudyModel
import VolumeOperations

/// Screens one study from its indexed files to its published result.
///
/// An error of one study becomes its outcome: nothing is thrown, so the next study is not held up.
public struct StudyScreener: Sendable {
  let engine: VolumeEngine
  let plan: DetectionPlan
  let model: NoduleModel?
  let writer: ReportWriter
  let version: String
  var performance: MeasuredPerformance?

  /// - Parameters:
  ///   - model: ranks what is found; `nil` for the detector without a network.
  ///   - version: of the program, for the provenance.
  public init(
    engine: VolumeEngine, plan: DetectionPlan = .classical, model: NoduleModel?, language: ReportLanguage,
    formats: ReportFormats, version: String
  ) {
    self.engine = engine
    self.plan = plan
    self.model = model
    self.writer = ReportWriter(language: language, formats: formats)
    self.version = version
  }

  /// - Parameters:
  ///   - output: the folder that the result's own folder is published in.
  ///   - indexSeconds: what indexing took, for the timings.
  ///   - keepsEqualResult: whether a result of the same input, made by the same program, that stands under the output already
  ///     is left alone instead of being superseded by its equal.
  ///   - progress: steps of a stage done and in all; called from any thread.
  public func screen(
    _ study: IndexedStudy, output: URL, indexSeconds: Double = 0, keepsEqualResult: Bool = false,
    progress: @Sendable (ScreeningStage, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
  ) -> ScreenedStudy {
    PeakMemory.restart()
    var timings = StageTimings(threads: engine.loop.threads)
    timings.record(stage: ScreeningStage.index.rawValue, seconds: indexSeconds)
    let draft = examine(study, timings: &timings, progress: progress)
    progress(.report, 0, 1)
    return publish(
      draft, name: ResultName.of(study), timings: timings, output: output, keepsEqualResult: keepsEqualResult)
  }
}

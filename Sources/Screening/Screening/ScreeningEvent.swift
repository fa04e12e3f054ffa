import DICOMIngest

/// What a run tells while it works.
public enum ScreeningEvent: Sendable {
  /// `done` of `total` steps of a stage are done. `study` counts from 1; 0 while the paths are indexed. Told from any thread.
  case progress(ScreeningStage, study: Int, of: Int, done: Int, total: Int)
  /// A file that is not used. Told before the first study is screened.
  case rejected(RejectedFile)
  /// A study is finished.
  case finished(ScreenedStudy)
}

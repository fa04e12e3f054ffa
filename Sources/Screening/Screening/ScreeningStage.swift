/// The stages of one study, in order: the words of `timings.json`, of the progress line and of a failed outcome.
public enum ScreeningStage: String, CaseIterable, Sendable {
  /// Reading headers, grouping, judging.
  case index
  /// Decoding the chosen series to HU.
  case load
  /// Lung field, candidates, ranking.
  case detect
  /// Writing the result.
  case report
}

import StudyModel

extension StudyScreener {
  /// The same screener, whose reports quote what was measured of its detector, where that is installed.
  ///
  /// - Parameter environment: see ``ModelFolder``.
  /// - Throws: ``PerformanceFileError`` for a record that is there and cannot be quoted.
  public func quotingPerformance(environment: [String: String]) throws(PerformanceFileError) -> StudyScreener {
    var screener = self
    screener.performance = try MeasuredPerformance.installed(
      folder: ScreeningModel.name(environment: environment), plan: plan.name, model: model?.plan.name,
      environment: environment)
    return screener
  }
}

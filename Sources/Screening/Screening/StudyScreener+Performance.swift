import StudyModel

extension StudyScreener {
  /// The folder of the detector's model under `Models`.
  static let modelFolder = "classical"

  /// The same screener, whose reports quote what was measured of its detector, where that is installed.
  ///
  /// - Parameter environment: see ``ModelFolder``.
  /// - Throws: ``PerformanceFileError`` for a record that is there and cannot be quoted.
  public func quotingPerformance(environment: [String: String]) throws(PerformanceFileError) -> StudyScreener {
    var screener = self
    screener.performance = try MeasuredPerformance.installed(
      folder: Self.modelFolder, plan: plan.name, model: nil, environment: environment)
    return screener
  }
}

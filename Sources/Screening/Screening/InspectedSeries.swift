import DICOMIngest
import StudyModel
import VolumeOperations

/// A series that a scan would use, its voxels let go.
public struct InspectedSeries: Sendable {
  public let inputSHA256: String
  public let measurements: SeriesMeasurements
  /// `nil` for a volume that the engine cannot work on.
  public let lungs: LungCoverage?

  /// What a scan would do with a study, short of the search: the same series, with the same verdict.
  ///
  /// - Parameter progress: slices done and in all; called from any thread.
  /// - Returns: what is said of the study, and the series that is screened or, without lung, speaks for it; `nil` where none
  ///   could be loaded.
  public static func choose(
    from study: IndexedStudy, engine: VolumeEngine,
    progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) -> (input: StudyInput, series: InspectedSeries?) {
    var reader = StudyReader<InspectedSeries>(of: study, engine: engine)
    while let loaded = reader.next(progress: progress) {
      let lungs = LungCoverage(of: loaded.volume, engine: engine)
      let series = InspectedSeries(
        inputSHA256: loaded.inputSHA256(), measurements: loaded.measurements, lungs: lungs)
      reader.record(series, lungs: lungs?.quality ?? SeriesQuality(verdict: .analysable, reasons: []))
    }
    return (reader.input, reader.outcome)
  }
}

import StudyModel

/// A file or folder that could not be used.
public struct RejectedFile: Equatable, Sendable {
  public let path: String
  public let error: IngestError
  /// The study that the file says it belongs to, where that much could be read.
  public let studyInstanceUID: String?

  init(path: String, error: IngestError, studyInstanceUID: String? = nil) {
    self.path = path
    self.error = error
    self.studyInstanceUID = studyInstanceUID
  }
}

/// What was found under the paths asked for.
public struct StudyIndex: Sendable {
  /// In the order of their Study Instance UIDs; studies without a valid one last.
  public let studies: [IndexedStudy]
  /// Files and folders that belong to no study found, in the order of their paths.
  public let rejected: [RejectedFile]
}

/// The files of one study.
public struct IndexedStudy: Sendable {
  public let description: StudyDescription
  /// In the order of Series Number, then Series Instance UID.
  public let series: [IndexedSeries]
  /// Why no series of the study may be screened, e.g. two patients under one Study UID; empty where one may.
  public let refusal: [QualityReason]
  /// Every file of the study, in the order of the paths.
  public let files: [String]
  /// Files of the study that are in no stack, with the reason; copies of a file that is, among them not.
  public let rejected: [RejectedFile]
}

/// The instances of one series, and what they are worth.
public struct IndexedSeries: Sendable {
  public let description: SeriesDescription
  public let quality: SeriesQuality
  /// The grid of the slices; `nil` where the series is refused.
  public let geometry: VolumeGeometry?
  /// The objects: for a CT series with a geometry those that bring the slices, feet to head; otherwise by Instance Number.
  public let instances: [InstanceHeader]
  /// The slices of the grid, feet to head; empty where the series is refused.
  public let slices: [SliceReference]
  /// What a series is ranked by; `nil` where it is refused.
  let rank: SelectionRank?
}

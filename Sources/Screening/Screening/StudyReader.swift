import DICOMIngest
import StudyModel
import VolumeOperations

/// The series of a study that is screened, in HU, or why there is none.
public struct StudyInput: Sendable {
  /// `nil` where no series can be screened.
  public let loaded: LoadedSeries?
  /// The series that was loaded, or that came nearest to it.
  public let series: SeriesDescription?
  /// Every other series, in the order of the study.
  public let otherSeries: [SeriesListing]
  /// What the series is worth; where there is none to screen, why.
  public let quality: SeriesQuality
  /// What went wrong that is no property of the images, such as a lack of memory: the study may be screened another time.
  public let accident: QualityReason?
}

/// Chooses and loads the series to screen.
public struct StudyReader: Sendable {
  private let engine: VolumeEngine

  public init(engine: VolumeEngine) { self.engine = engine }

  /// Loads the best series; where its pixels turn out to be unusable, the next one.
  ///
  /// - Parameter progress: slices done and in all; called from any thread.
  public func read(
    _ study: IndexedStudy, progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) -> StudyInput {
    let selection = study.select()
    var unusable: [SeriesListing] = []
    for candidate in selection.ranked {
      let (series, quality) = (candidate.description, candidate.quality)
      do throws(IngestError) {
        let loaded = try DICOMIngest.load(candidate, engine: engine, progress: progress)
        return input(of: study, loaded, series, unusable + selection.others, quality: loaded.quality)
      } catch  where error.isAccident {
        return input(of: study, nil, series, unusable + selection.others, quality: quality, accident: error.reason)
      } catch {
        unusable.append(SeriesListing(series: series, quality: quality.adding([error.reason], verdict: .refused)))
      }
    }
    return input(
      of: study, nil, unusable.first?.series ?? selection.nearest?.description, unusable + selection.others,
      quality: unusable.first?.quality ?? selection.quality)
  }

  /// - Parameter listings: what is said of the series; of two about the same series the first counts, and what is said about
  ///   the chosen one is its quality.
  private func input(
    of study: IndexedStudy, _ loaded: LoadedSeries?, _ series: SeriesDescription?, _ listings: [SeriesListing],
    quality: SeriesQuality, accident: QualityReason? = nil
  ) -> StudyInput {
    let others = study.series.compactMap { other in
      other.description.isSame(as: series) ? nil : listings.first { $0.series.isSame(as: other.description) }
    }
    // Files that are in no series are told here; the others come out in the verdict of theirs.
    let placed = Set(study.series.flatMap(\.instances).map(\.path))
    let known = Set(quality.reasons.map(\.code))
    let lost = summary(of: study.rejected.filter { !placed.contains($0.path) }).filter { !known.contains($0.code) }
    return StudyInput(
      loaded: loaded, series: series, otherSeries: others, quality: quality.adding(lost, verdict: .warning),
      accident: accident)
  }
}

extension IngestError {
  /// Whether it says something about this machine or this moment, not about the images.
  fileprivate var isAccident: Bool {
    switch self {
    case .outOfMemory, .missingPath, .unreadableFile, .unreadableFolder, .changed: true
    default: false
    }
  }
}

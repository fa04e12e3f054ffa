import DICOMIngest
import StudyModel
import VolumeOperations

/// The series of a study that stands for it, or why there is none.
public struct StudyInput: Sendable {
  /// The series that is screened, or that came nearest to it.
  public let series: SeriesDescription?
  /// Every other series, in the order of the study.
  public let otherSeries: [SeriesListing]
  /// What the series is worth, its lungs counted; where there is none to screen, why.
  public let quality: SeriesQuality
  /// What went wrong that is no property of the images, such as a lack of memory: the study may be screened another time.
  public let accident: QualityReason?
}

/// Chooses and loads the series to screen: the best one; where its pixels turn out to be unusable or there is no lung in it, the
/// next.
///
/// Series are loaded one after the other by ``next(progress:)`` as long as each is found to be without lung by
/// ``record(_:lungs:)``. Whoever lets go of a loaded series before asking for the next holds one volume at a time.
public struct StudyReader<Outcome> {
  /// So many series without lung are enough: where there is none in the three best, the study is hardly one of the chest.
  public static var mostWithoutLung: Int { 3 }

  private let study: IndexedStudy
  private let engine: VolumeEngine
  private var unusable: [SeriesListing] = []
  private var withoutLung: [Tried] = []
  private var last: Tried?
  private var accident: QualityReason?
  private var isFinished = false

  /// A series that was loaded, or whose loading failed by accident.
  private struct Tried {
    let series: SeriesDescription
    let quality: SeriesQuality
    var lungs = SeriesQuality(verdict: .analysable, reasons: [])
    var outcome: Outcome?

    var listing: SeriesListing {
      SeriesListing(series: series, quality: quality.adding(lungs))
    }
  }

  public init(of study: IndexedStudy, engine: VolumeEngine) {
    self.study = study
    self.engine = engine
  }

  /// Loads the best of the series that were not tried.
  ///
  /// - Parameter progress: slices done and in all; called from any thread.
  /// - Returns: `nil` where no other series is to be tried.
  public mutating func next(
    progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) -> LoadedSeries? {
    while !isFinished, let candidate = study.select(without: tried).ranked.first {
      let (series, quality) = (candidate.description, candidate.quality)
      do throws(IngestError) {
        let loaded = try DICOMIngest.load(candidate, engine: engine, progress: progress)
        last = Tried(series: series, quality: loaded.quality)
        return loaded
      } catch  where error.isAccident {
        last = Tried(series: series, quality: quality)
        accident = error.reason
        isFinished = true
      } catch {
        unusable.append(SeriesListing(series: series, quality: quality.adding([error.reason], verdict: .refused)))
      }
    }
    isFinished = true
    return nil
  }

  /// Takes down what became of the series that ``next(progress:)`` gave.
  ///
  /// - Parameters:
  ///   - outcome: what is to be known of it once it is let go.
  ///   - lungs: what its lung field says; where that refuses it, the next series is tried.
  public mutating func record(_ outcome: Outcome, lungs: SeriesQuality) {
    precondition(last != nil, "no series was loaded")
    last?.lungs = lungs
    last?.outcome = outcome
    isFinished = true
    guard lungs.verdict == .refused, let tried = last else { return }
    withoutLung.append(tried)
    last = nil
    isFinished = withoutLung.count == Self.mostWithoutLung
  }

  /// The outcome of the series that is screened; where there is none, that of the first one without lung.
  public var outcome: Outcome? { (last ?? withoutLung.first)?.outcome }

  /// What is said of the study once ``next(progress:)`` gives no other series.
  public var input: StudyInput {
    let chosen = last ?? withoutLung.first
    let series = chosen?.series ?? unusable.first?.series
    let selection = study.select(without: tried.filter { !$0.series.isSame(as: series) })
    let subject = series ?? selection.nearest?.description
    let others = study.series.compactMap { other in
      other.description.isSame(as: subject)
        ? nil : selection.others.first { $0.series.isSame(as: other.description) }
    }
    // Files that are in no series are told here; the others come out in the verdict of theirs.
    let quality = chosen?.quality ?? unusable.first?.quality ?? selection.quality
    let placed = Set(study.series.flatMap(\.instances).map(\.path))
    let lungs = chosen?.lungs ?? SeriesQuality(verdict: .analysable, reasons: [])
    let known = Set(quality.reasons.map(\.code))
    let lost = summary(of: study.rejected.filter { !placed.contains($0.path) }).filter { !known.contains($0.code) }
    return StudyInput(
      series: subject, otherSeries: others,
      quality: quality.adding(lost, verdict: .warning).adding(lungs),
      accident: accident)
  }

  /// The series that cannot be screened though their headers did not tell.
  private var tried: [SeriesListing] { withoutLung.map(\.listing) + unusable }
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

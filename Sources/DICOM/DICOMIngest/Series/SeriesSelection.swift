import StudyModel

/// Which series of a study is screened, and why the others are not.
public struct SeriesSelection: Sendable {
  /// The series that may be screened, best first by ``SelectionRank``; empty where the study is refused.
  public let ranked: [IndexedSeries]
  /// Every other series of the study, each with its reason.
  public let others: [SeriesListing]
  /// Why nothing is screened: the study's own refusal, or the reasons of the CT series that came nearest. Where there is
  /// something to screen, the verdict of the best series.
  public let quality: SeriesQuality
  /// The series that came nearest to being screened; `nil` where there is none or ``ranked`` is not empty.
  public let nearest: IndexedSeries?
}

extension IndexedStudy {
  /// Chooses the series to screen. The first of ``SeriesSelection/ranked`` is the one; ``SeriesSelection/others`` lists all
  /// the rest, those that were passed over among them.
  public func select() -> SeriesSelection {
    guard refusal.isEmpty else {
      return SeriesSelection(
        ranked: [], others: series.map(\.listing), quality: SeriesQuality(verdict: .refused, reasons: refusal),
        nearest: nil)
    }
    let eligible = series.compactMap { series in series.rank.map { (series: series, rank: $0) } }
      .sorted { $0.rank.advantage(over: $1.rank) != nil }
    guard let best = eligible.first else { return refused() }
    let passed = eligible.dropFirst().map { other in
      SeriesListing(
        series: other.series.description,
        quality: other.series.quality.adding(
          [QualityCode.seriesPassedOver.reason(best.rank.advantage(over: other.rank) ?? "")], verdict: .analysable))
    }
    return SeriesSelection(
      ranked: eligible.map(\.series), others: passed + series.filter { $0.rank == nil }.map(\.listing),
      quality: best.series.quality, nearest: nil)
  }

  /// Nothing to screen: the CT series with the most images speaks for the study.
  private func refused() -> SeriesSelection {
    let images = series.filter { $0.instances.contains(where: \.isCTImage) }
    guard let nearest = images.max(by: { $0.description.slices < $1.description.slices }) else {
      return SeriesSelection(
        ranked: [], others: series.map(\.listing),
        quality: SeriesQuality(verdict: .refused, reasons: [QualityCode.studyNoCT.reason()]), nearest: nil)
    }
    return SeriesSelection(
      ranked: [], others: series.filter { !$0.description.isSame(as: nearest.description) }.map(\.listing),
      quality: nearest.quality, nearest: nearest)
  }
}

extension IndexedSeries {
  fileprivate var listing: SeriesListing { SeriesListing(series: description, quality: quality) }
}

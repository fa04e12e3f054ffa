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
  ///
  /// - Parameter unusable: series that turned out not to be screenable though their headers did not tell: they are listed as
  ///   they stand here, and not ranked.
  public func select(without unusable: [SeriesListing] = []) -> SeriesSelection {
    let known = series.map { one in unusable.first { $0.series.isSame(as: one.description) } }
    let listings = zip(series, known).map { $1 ?? SeriesListing(series: $0.description, quality: $0.quality) }
    guard refusal.isEmpty else {
      return SeriesSelection(
        ranked: [], others: listings, quality: SeriesQuality(verdict: .refused, reasons: refusal), nearest: nil)
    }
    let eligible = series.indices.compactMap { index in
      known[index] == nil ? series[index].rank.map { (index: index, rank: $0) } : nil
    }
    .sorted { $0.rank.advantage(over: $1.rank) != nil }
    guard let best = eligible.first else { return refused(listings) }
    let passed = eligible.dropFirst().map { other in
      SeriesListing(
        series: series[other.index].description,
        quality: series[other.index].quality.adding(
          [QualityCode.seriesPassedOver.reason(best.rank.advantage(over: other.rank) ?? "")], verdict: .analysable))
    }
    let rest = series.indices.filter { index in !eligible.contains { $0.index == index } }
    return SeriesSelection(
      ranked: eligible.map { series[$0.index] }, others: passed + rest.map { listings[$0] },
      quality: series[best.index].quality, nearest: nil)
  }

  /// Nothing to screen: the CT series with the most images speaks for the study.
  /// - Parameter listings: of ``series``.
  private func refused(_ listings: [SeriesListing]) -> SeriesSelection {
    let images = series.indices.filter { series[$0].instances.contains(where: \.isCTImage) }
    guard let nearest = images.max(by: { series[$0].description.slices < series[$1].description.slices }) else {
      return SeriesSelection(
        ranked: [], others: listings,
        quality: SeriesQuality(verdict: .refused, reasons: [QualityCode.studyNoCT.reason()]), nearest: nil)
    }
    let others = listings.filter { !$0.series.isSame(as: series[nearest].description) }
    return SeriesSelection(
      ranked: [], others: others, quality: listings[nearest].quality, nearest: series[nearest])
  }
}

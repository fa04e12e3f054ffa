/// One reason behind a verdict.
public struct QualityReason: Hashable, Sendable {
  /// Stable name of the reason, e.g. `geometry.gap`: other programs rely on it; it is never reused for something else.
  public let code: String
  /// One English sentence: what is wrong and what to do. Never a patient's name.
  public let message: String
  /// What was seen, e.g. `gap of 5.0 mm after z = -120.0 mm`; empty where there is nothing to add. Never a patient's name.
  public let evidence: String

  public init(code: String, message: String, evidence: String = "") {
    self.code = code
    self.message = message
    self.evidence = evidence
  }
}

/// What a series is worth for screening, and why.
public struct SeriesQuality: Hashable, Sendable {
  public enum Verdict: String, Hashable, Sendable {
    case analysable
    /// Analysable, with something the reader should know.
    case warning
    /// Cannot be screened.
    case refused
  }

  public let verdict: Verdict
  public let reasons: [QualityReason]

  public init(verdict: Verdict, reasons: [QualityReason]) {
    self.verdict = verdict
    self.reasons = reasons
  }

  /// The same verdict, or a stricter one, with more reasons behind it.
  public func adding(_ reasons: [QualityReason], verdict: Verdict) -> SeriesQuality {
    guard !reasons.isEmpty else { return self }
    let order: [Verdict] = [.analysable, .warning, .refused]
    let stricter = order.last { $0 == self.verdict || $0 == verdict } ?? verdict
    return SeriesQuality(verdict: stricter, reasons: self.reasons + reasons)
  }
}

extension SeriesQuality {
  /// Both verdicts in one: the stricter one, with the reasons of both.
  public func adding(_ other: SeriesQuality) -> SeriesQuality { adding(other.reasons, verdict: other.verdict) }
}

/// A series that was found but not screened, and why.
public struct SeriesListing: Hashable, Sendable {
  public let series: SeriesDescription
  public let quality: SeriesQuality

  public init(series: SeriesDescription, quality: SeriesQuality) {
    self.series = series
    self.quality = quality
  }
}

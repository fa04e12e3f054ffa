import StudyModel

/// `candidates.csv`: the LUNA16 submission format, for scoring. World mm (LPS), best first, at most 100 rows.
///
/// No two rows share a probability: the official evaluation cuts a longer list at a score, and ties at the cut vanish.
/// Where two candidates would print the same number, the later one is put one unit of the last digit lower, so that their
/// order stands.
struct CandidateTable {
  static let header = "seriesuid,coordX,coordY,coordZ,probability"
  static let rowLimit = 100
  /// Digits of the printed probability.
  static let digits = 9

  let seriesInstanceUID: String
  let candidates: [Candidate]

  var document: [UInt8] {
    // `sorted` is stable: equals keep the detector's order.
    let ranked = candidates.sorted { Self.score($0) > Self.score($1) }.prefix(Self.rowLimit)
    let scores = Self.strictlyDecreasing(ranked.map(Self.score))
    var text = Self.header + "\n"
    for (candidate, score) in zip(ranked, scores) {
      let place = candidate.position
      let coordinates = [place.x, place.y, place.z].map { FixedDecimal.text($0, digits: 3) ?? "nan" }
      text +=
        "\(seriesInstanceUID),\(coordinates.joined(separator: ",")),\(FixedDecimal.text(units: score, digits: Self.digits))\n"
    }
    return Array(text.utf8)
  }

  /// The probability in units of the last printed digit.
  private static func score(_ candidate: Candidate) -> Int {
    guard candidate.probability > 0 else { return 0 }
    return Int((min(candidate.probability, 1) * Double(FixedDecimal.unit(digits))).rounded())
  }

  /// The nearest scores that fall at every step and stay within 0…1.
  /// - Parameter scores: descending, in units of the last digit.
  static func strictlyDecreasing(_ scores: [Int]) -> [Int] {
    var ceiling = FixedDecimal.unit(digits)
    return scores.enumerated().map { index, score in
      // One unit is left for every row that is still to come.
      let lowered = min(max(score, scores.count - 1 - index), ceiling)
      ceiling = lowered - 1
      return lowered
    }
  }
}

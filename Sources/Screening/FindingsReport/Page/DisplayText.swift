import StudyModel

/// Values as people read them.
struct DisplayText {
  let language: ReportLanguage

  func callAsFunction(_ wording: Wording) -> String { wording.text(language) }

  /// Patient's Name: `^` becomes a blank, or nothing between Chinese characters; empty parts go. In Chinese the ideographic
  /// group leads, in English the alphabetic one.
  func name(_ stored: String) -> String {
    let groups = stored.split(separator: "=", omittingEmptySubsequences: false).map { group -> String in
      let parts = group.split(separator: "^").map(\.trimmingBlanks).filter { !$0.isEmpty }
      return parts.joined(separator: parts.allSatisfy(\.isHan) ? "" : " ")
    }
    let alphabetic = groups.first ?? ""
    let ideographic = groups.count > 1 ? groups[1] : ""
    let (first, second) = language == .chinese ? (ideographic, alphabetic) : (alphabetic, ideographic)
    if first.isEmpty || second.isEmpty || first == second { return first.isEmpty ? second : first }
    return language == .chinese ? "\(first)（\(second)）" : "\(first) (\(second))"
  }

  /// `20260131` as `2026-01-31`; anything else as it stands.
  func date(_ stored: String) -> String {
    guard stored.utf8.count == 8, stored.utf8.allSatisfy({ (48...57).contains($0) }) else { return stored }
    let digits = Array(stored)
    return String(digits[0..<4]) + "-" + String(digits[4..<6]) + "-" + String(digits[6..<8])
  }

  /// `061Y` as `61 years`; anything else as it stands.
  func age(_ stored: String) -> String {
    guard let unit = stored.last, let count = Int(stored.dropLast()), count >= 0 else { return stored }
    switch unit {
    case "Y": return self(.years(count))
    case "M": return self(.months(count))
    case "W": return self(.weeks(count))
    case "D": return self(.days(count))
    default: return stored
    }
  }

  func sex(_ stored: String) -> String {
    switch stored {
    case "M": self(.male)
    case "F": self(.female)
    case "O": self(.otherSex)
    default: stored
    }
  }

  func side(_ side: Side?) -> String {
    switch side {
    case .left: self(.left)
    case .right: self(.right)
    case nil: self(.unknownSide)
    }
  }

  /// Two digits, never rounded up to certainty.
  func score(_ probability: Double) -> String {
    probability < 1 && probability >= 0.995 ? ">0.99" : number(probability, digits: 2)
  }

  /// One digit, as in `findings.json`.
  func urgency(_ urgency: Urgency) -> String { number(urgency.value, digits: 1) }

  /// `11–35 %`: the ends of an interval of shares.
  func percent(_ interval: ClosedRange<Double>) -> String {
    "\(number(100 * interval.lowerBound, digits: 0))–\(number(100 * interval.upperBound, digits: 0)) %"
  }

  /// One digit.
  func rate(_ perScan: Double) -> String { number(perScan, digits: 1) }

  /// A dash for what is no number.
  private func number(_ value: Double, digits: Int) -> String { FixedDecimal.text(value, digits: digits) ?? "–" }

  /// `1.25`, at most three digits.
  func thickness(_ thickness: Millimetres) -> String { FixedDecimal.shortText(thickness.value, atMost: 3) ?? "–" }

  /// `6` or `2.5`: at most one digit, without a zero behind the point.
  func short(_ length: Millimetres) -> String {
    number(length.value, digits: length.value == length.value.rounded() ? 0 : 1)
  }

  /// `0.78 × 0.78 × 1.00`.
  func spacing(_ spacing: PatientVector) -> String {
    [spacing.x, spacing.y, spacing.z].map { number($0, digits: 2) }.joined(separator: " × ")
  }

  /// A typographic minus, one digit: `−57.4, 131.2, −520.4`.
  func coordinates(_ position: PatientVector) -> String {
    [position.x, position.y, position.z].map { value in
      let text = number(value, digits: 1)
      return text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }.joined(separator: ", ")
  }

  /// Where the finding is found in a viewer: the number that it shows, or else the place in the stack.
  func slice(_ finding: Finding, of slices: Int) -> String {
    if let number = finding.slice.viewerNumber { return self(.imageOfSeries(number, slices)) }
    return self(.sliceFromFeet(finding.sliceIndex, slices))
  }
}

extension Millimetres {
  /// Whole millimetres, 1 to 999: an estimate deserves no decimals.
  var whole: Int { value.isFinite ? Int(min(max(value.rounded(), 1), 999)) : 1 }
}

extension String {
  /// Whether all of it is Chinese characters (unified ideographs and their extensions).
  fileprivate var isHan: Bool {
    unicodeScalars.allSatisfy { (0x3400...0x9fff).contains($0.value) || (0x20000...0x3ffff).contains($0.value) }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

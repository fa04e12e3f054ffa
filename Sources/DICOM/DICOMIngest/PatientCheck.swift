import StudyModel

/// Whether the files of one study are of one patient. Nothing it says holds a name or an identifier.
struct PatientCheck {
  /// Two patients: nothing of the study may be screened.
  private(set) var refusal: [QualityReason] = []
  /// One patient, but spelt in more than one way.
  private(set) var notes: [SeriesJudge.Given] = []

  /// The rule: different Patient IDs, or different birth dates, are different patients. Where an ID is missing somewhere,
  /// different names are, too; where it is the same everywhere, different names are only told.
  init(_ headers: [InstanceHeader]) {
    let patients = headers.map(\.study.patient)
    let identifiers = Set(patients.compactMap { $0?.identifier })
    let births = Set(patients.compactMap { $0?.birthDate })
    let names = Set(patients.compactMap { Self.comparable($0?.name) })
    let isIdentified = patients.allSatisfy { $0?.identifier != nil }

    if identifiers.count > 1 { refuse("\(identifiers.count) Patient IDs") }
    if births.count > 1 { refuse("\(births.count) birth dates") }
    guard names.count > 1 else { return }
    if isIdentified {
      notes.append(
        SeriesJudge.Given(
          code: .studyNamesDiffer, reason: QualityCode.studyNamesDiffer.reason("\(names.count) spellings")))
    } else {
      refuse("\(names.count) names, and a Patient ID is missing")
    }
  }

  private mutating func refuse(_ evidence: String) {
    refusal.append(QualityCode.studyTwoPatients.reason(evidence))
  }

  /// The alphabetic part of a name without its case, and without the difference between blanks and carets.
  private static func comparable(_ name: String?) -> String? {
    guard let alphabetic = name?.split(separator: "=", omittingEmptySubsequences: false).first else { return nil }
    let words = alphabetic.uppercased().split { $0 == "^" || $0 == " " }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

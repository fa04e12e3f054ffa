import StudyModel

/// Whether the files of one study are of one patient. Nothing it says holds a name or an identifier.
struct PatientCheck {
  /// Two patients: nothing of the study may be screened.
  private(set) var refusal: [QualityReason] = []
  /// One patient, but spelt in more than one way.
  private(set) var notes: [SeriesJudge.Given] = []

  /// The rule: different Patient IDs, or different birth dates, are different patients. Where an ID is missing somewhere,
  /// different names are, too; where it is the same everywhere, different names are only told.
  ///
  /// Only text that is what the file says can tell two patients apart: what was guessed, or could not be read, may be the
  /// same text under another label. Equal bytes are equal whatever their labels make of them.
  init(_ headers: [InstanceHeader]) {
    let patients = headers.map(\.study.patient)
    let identifiers = SpellingSet(headers.map { Self.spelling(of: $0, .patientID, $0.study.patient?.identifier) })
    let births = Set(patients.compactMap { $0?.birthDate })
    let spelt = Set(patients.map { $0?.name })
    let comparable = Dictionary(uniqueKeysWithValues: spelt.map { ($0, Self.comparable($0)) })
    let names = SpellingSet(
      headers.map {
        Self.spelling(of: $0, .patientName, comparable[$0.study.patient?.name] ?? nil, $0.storedName)
      })
    let isIdentified = patients.allSatisfy { $0?.identifier != nil }

    if identifiers.certain > 1 { refuse("\(identifiers.certain) Patient IDs") }
    if births.count > 1 { refuse("\(births.count) birth dates") }
    guard names.count > 1 else { return }
    if isIdentified || names.certain < 2 {
      notes.append(
        SeriesJudge.Given(
          code: .studyNamesDiffer, reason: QualityCode.studyNamesDiffer.reason("\(names.count) spellings")))
    } else {
      refuse("\(names.certain) names, and a Patient ID is missing")
    }
  }

  private mutating func refuse(_ evidence: String) {
    refusal.append(QualityCode.studyTwoPatients.reason(evidence))
  }

  private static func spelling(
    of header: InstanceHeader, _ tag: DICOMTag, _ text: String?, _ stored: [UInt8] = []
  ) -> SpellingSet.Spelling? {
    guard let text else { return nil }
    let remark = header.remarks.first { $0.tag == tag }
    let isReadable = remark.map { $0.assumed != nil } ?? true
    return SpellingSet.Spelling(text: isReadable ? text : nil, stored: stored, isCertain: remark == nil)
  }

  /// The alphabetic part of a name without its case, and without the difference between blanks and carets.
  private static func comparable(_ name: String?) -> String? {
    guard let alphabetic = name?.split(separator: "=", omittingEmptySubsequences: false).first else { return nil }
    let words = alphabetic.uppercased().split { $0 == "^" || $0 == " " }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

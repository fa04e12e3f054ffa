/// Who was scanned, as the images say. Text is decoded for display; nothing here is ever logged.
public struct PatientDescription: Hashable, Sendable {
  /// Patient ID (0010,0020).
  public let identifier: String?
  /// Patient's Name (0010,0010), alphabetic and ideographic groups joined by `=` as stored.
  public let name: String?
  /// Patient's Sex (0010,0040).
  public let sex: String?
  /// Patient's Birth Date (0010,0030), `YYYYMMDD`.
  public let birthDate: String?
  /// Patient's Age (0010,1010), e.g. `061Y`.
  public let age: String?

  public init(identifier: String?, name: String?, sex: String?, birthDate: String?, age: String?) {
    self.identifier = identifier
    self.name = name
    self.sex = sex
    self.birthDate = birthDate
    self.age = age
  }
}

/// One imaging study, as its images describe it.
public struct StudyDescription: Hashable, Sendable {
  /// Study Instance UID (0020,000D): digits and dots, at most 64. `nil` where no file gave a valid one.
  public let studyInstanceUID: String?
  /// Accession Number (0008,0050).
  public let accessionNumber: String?
  /// Study Date (0008,0020), `YYYYMMDD`.
  public let studyDate: String?
  /// `nil` where nothing could be read, or where the files of one study name different patients.
  public let patient: PatientDescription?

  public init(studyInstanceUID: String?, accessionNumber: String?, studyDate: String?, patient: PatientDescription?) {
    self.studyInstanceUID = studyInstanceUID
    self.accessionNumber = accessionNumber
    self.studyDate = studyDate
    self.patient = patient
  }
}

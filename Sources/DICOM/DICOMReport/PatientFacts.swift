/// Who a written study is about, and which study it is.
public struct PatientFacts: Sendable {
  /// Specific Character Set (0008,0005); `nil` leaves it out.
  public var characterSet: String?
  /// Patient's Name (0010,0010) in that character set.
  public var name: [UInt8]
  public var id: String
  public var sex = "O"
  public var birthDate = "19700101"
  /// Study Description (0008,1030) in the character set.
  public var studyDescription: [UInt8] = Array("Chest CT".utf8)

  public init(name: String, id: String) {
    self.name = Array(name.utf8)
    self.id = id
  }

  /// The attributes of patient and study. Dates are fixed: nothing depends on when it is written.
  public func attributes(uids: UIDSource) -> DataSet {
    var data = DataSet()
    if let characterSet { data.set(.specificCharacterSet, characterSet) }
    data[.patientName] = .text(name)
    data.set(.patientID, id)
    data.set(.patientBirthDate, birthDate)
    data.set(.patientSex, sex)
    data.set(.patientAge, "056Y")
    data.set(.studyInstanceUID, uids.uid("study"))
    data.set(.studyID, "1")
    data.set(.studyDate, "20260105")
    data.set(.studyTime, "092500")
    data[.studyDescription] = .text(studyDescription)
    data.set(.accessionNumber, "A\(id)".prefix(16).description)
    data.set(.referringPhysicianName, "")
    return data
  }
}

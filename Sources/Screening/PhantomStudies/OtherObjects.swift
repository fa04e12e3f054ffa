import DICOMReport

/// Objects that lie beside the CT in an ordinary study. Their headers are what ingest goes by; they are not whole.
enum OtherObjects {
  private static let kinds: [(name: String, classUID: String, modality: String)] = [
    ("report", "1.2.840.10008.5.1.4.1.1.88.22", "SR"),
    ("radiation dose report", "1.2.840.10008.5.1.4.1.1.88.67", "SR"),
    ("dose", "1.2.840.10008.5.1.4.1.1.481.2", "RTDOSE"),
    ("presentation state", "1.2.840.10008.5.1.4.1.1.11.1", "PR"),
    ("segmentation", "1.2.840.10008.5.1.4.1.1.66.4", "SEG"),
    ("secondary capture", "1.2.840.10008.5.1.4.1.1.7", "OT"),
  ]

  static func all(plan: StudyPlan) -> [PlannedFile] {
    kinds.enumerated().map { index, kind in
      var data = plan.study
      data.set(.sopClassUID, kind.classUID)
      data.set(.sopInstanceUID, plan.uids.uid(kind.name))
      data.set(.seriesInstanceUID, plan.uids.uid("series \(kind.name)"))
      data.set(.seriesNumber, 900 + index)
      data.set(.instanceNumber, 1)
      data.set(.modality, kind.modality)
      data.set(.seriesDescription, kind.name)
      data.set(.manufacturer, "Prescreen")
      var object = DICOMObject(dataSet: data, transferSyntaxUID: TransferSyntaxes.explicitLittleEndian)
      if kind.modality == "OT" { addPicture(to: &object) }
      return PlannedFile(object)
    }
  }

  private static func addPicture(to object: inout DICOMObject) {
    let side = 64
    object.dataSet.set(.conversionType, "WSD")
    object.dataSet.set(.rows, side)
    object.dataSet.set(.columns, side)
    object.dataSet.merge(StoredForm.byte.attributes)
    object.pixelData = .bytes((0..<side * side).map { UInt8(truncatingIfNeeded: $0) })
  }

  /// A table of contents (DICOM PS3.3, F.3) that names the patient and no file.
  static func directory(plan: StudyPlan) -> PlannedFile {
    var data = DataSet()
    data.set(Attribute(0x0002, 0x0002, "UI"), "1.2.840.10008.1.3.10")
    data.set(Attribute(0x0002, 0x0003, "UI"), plan.uids.uid("directory"))
    data.set(Attribute(0x0004, 0x1130, "CS"), "PHANTOM")
    data.set(Attribute(0x0004, 0x1200, "UL"), 0)
    data.set(Attribute(0x0004, 0x1202, "UL"), 0)
    data.set(Attribute(0x0004, 0x1212, "US"), 0)
    var patient = DataSet()
    patient.set(Attribute(0x0004, 0x1400, "UL"), 0)
    patient.set(Attribute(0x0004, 0x1410, "US"), 0xFFFF)
    patient.set(Attribute(0x0004, 0x1420, "UL"), 0)
    patient.set(Attribute(0x0004, 0x1430, "CS"), "PATIENT")
    patient[.patientName] = plan.study[.patientName]
    patient[.patientID] = plan.study[.patientID]
    data.set(Attribute(0x0004, 0x1220, "SQ"), items: [patient])
    return PlannedFile(
      DICOMObject(dataSet: data, transferSyntaxUID: TransferSyntaxes.explicitLittleEndian), name: "DICOMDIR")
  }
}

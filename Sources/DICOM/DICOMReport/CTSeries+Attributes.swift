import StudyModel

extension CTSeries {
  /// Fixed: nothing depends on when it is written.
  static let date = "20260105"
  static let time = "093000"

  /// Patient, study, series, equipment, frame of reference and image matrix.
  func seriesAttributes(of geometry: VolumeGeometry) -> DataSet {
    var data = study
    for attribute in [Attribute.seriesDate, .contentDate, .instanceCreationDate] { data.set(attribute, Self.date) }
    for attribute in [Attribute.seriesTime, .contentTime, .instanceCreationTime] { data.set(attribute, Self.time) }
    data.set(.modality, "CT")
    data.set(.seriesInstanceUID, seriesInstanceUID)
    data.set(.seriesNumber, number)
    data.set(.seriesDescription, description)
    if let bodyPart {
      data.set(.bodyPartExamined, bodyPart.rawValue)
      data.set(.protocolName, "\(bodyPart.rawValue) ROUTINE")
    }
    data.set(.patientPosition, patientPosition)
    data.set(.manufacturer, "Prescreen")
    data.set(.manufacturerModelName, "Phantom")
    data.set(.deviceSerialNumber, "1")
    data.set(.softwareVersions, "1")
    data.set(.institutionName, "PHANTOM")
    data.set(.frameOfReferenceUID, uids.uid("frame of reference"))
    data.set(.positionReferenceIndicator, "SN")
    data.set(.burnedInAnnotation, "NO")
    data.set(.rows, geometry.shape.y)
    data.set(.columns, geometry.shape.x)
    data.merge(storedForm.attributes)
    if let contrastAgent { data.set(.contrastBolusAgent, contrastAgent) }
    return data
  }

  /// How the scanner worked, for single-frame images.
  func acquisitionAttributes(of geometry: VolumeGeometry) -> DataSet {
    var data = DataSet()
    let field = geometry.spacing.x * Double(geometry.shape.x)
    data.set(.acquisitionDate, Self.date)
    data.set(.acquisitionTime, Self.time)
    data.set(.scanOptions, "HELICAL MODE")
    data.set(.sliceThickness, [thickness.value])
    data.set(.kvp, [120])
    data.set(.dataCollectionDiameter, [500])
    data.set(.reconstructionDiameter, [field])
    data.set(.gantryDetectorTilt, [tilt])
    data.set(.tableHeight, [150])
    data.set(.rotationDirection, "CW")
    data.set(.exposureTime, 500)
    data.set(.xRayTubeCurrent, 200)
    data.set(.exposure, 100)
    data.set(.convolutionKernel, kernel)
    return data
  }
}

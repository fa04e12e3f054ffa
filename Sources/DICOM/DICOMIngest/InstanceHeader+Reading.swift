import StudyModel

extension InstanceHeader {
  /// Reads the header of an opened file.
  /// - Throws: ``IngestError`` where the file is no instance that could be named: a data set cut off before its
  ///   identifiers, a missing or invalid identifier. Whatever else is wrong stands in ``problem``.
  init(reading file: inout DICOMFile, study: StudyDescription, undecodable: [DICOMTag]) throws(IngestError) {
    sopClassUID = try file.uid(.sopClassUID)
    sopInstanceUID = try file.uid(.sopInstanceUID)
    studyInstanceUID = try file.uid(.studyInstanceUID)
    seriesInstanceUID = try file.uid(.seriesInstanceUID)
    instanceNumber = file.integer(.instanceNumber)
    path = file.subject.path
    file.subject = FileSubject(path: path, sopInstanceUID: sopInstanceUID, instanceNumber: instanceNumber)
    transferSyntax = file.transferSyntax
    self.study = study
    var undecodable = undecodable
    acquisition = Acquisition(file: file, syntax: transferSyntax, undecodable: &undecodable)
    self.undecodable = undecodable

    guard StorageClass.isCT(sopClassUID) else {
      problem = file.damage
      plane = nil
      pixels = nil
      return
    }
    do throws(IngestError) {
      let (plane, pixels) = try Self.slice(file, sopClassUID, transferSyntax, frames: acquisition.frames)
      self.plane = plane
      self.pixels = pixels
      problem = nil
    } catch {
      plane = nil
      pixels = nil
      problem = error
    }
  }

  /// Plane and pixel format of a CT image, held against its pixel data.
  private static func slice(
    _ file: borrowing DICOMFile, _ sopClassUID: String, _ syntax: TransferSyntax, frames: Int
  ) throws(IngestError) -> (ImagePlane, PixelFormat) {
    if let damage = file.damage { throw damage }
    // A file that is being copied may end between two elements: what it lacks most tells.
    guard file.pixelElement != nil else { throw .pixelDataMissing(file.subject) }
    guard sopClassUID == StorageClass.ctImage, frames == 1 else { throw .multiFrame(file.subject, frames: frames) }
    guard syntax.isSupported else { throw .unsupportedSyntax(file.subject, syntax) }
    let format = try PixelFormat(file: file)
    let plane = try ImagePlane(file: file)
    _ = try PixelDataCheck(file: file, format: format, syntax: syntax)
    return (plane, format)
  }
}

extension InstanceHeader.Acquisition {
  fileprivate init(file: borrowing DICOMFile, syntax: TransferSyntax, undecodable: inout [DICOMTag]) {
    modality = file.plain(.modality)
    seriesNumber = file.integer(.seriesNumber)
    manufacturer = file.text(.manufacturer, undecodable: &undecodable)
    kernel = file.text(.convolutionKernel, undecodable: &undecodable)
    sliceThickness = file.finite(.sliceThickness).flatMap { $0 > 0 ? Millimetres($0) : nil }
    imageType = (file.plain(.imageType) ?? "").uppercased().split(separator: "\\").map(String.init)
    imagesInAcquisition = file.integer(.imagesInAcquisition)
    frames = max(1, file.integer(.numberOfFrames) ?? 1)
    isLossy = syntax.isLossy || file.plain(.lossyImageCompression) == "01"
    lossyRatio = file.finite(.lossyImageCompressionRatio)
  }
}

extension StudyDescription {
  /// Study and patient, as one file has them. The Study Instance UID is `nil` where it is absent or invalid.
  init(file: borrowing DICOMFile, undecodable: inout [DICOMTag]) {
    self.init(
      studyInstanceUID: try? file.uid(.studyInstanceUID),
      accessionNumber: file.text(.accessionNumber, undecodable: &undecodable),
      studyDate: file.plain(.studyDate),
      patient: PatientDescription(
        identifier: file.text(.patientID, undecodable: &undecodable),
        name: file.text(.patientName, undecodable: &undecodable),
        sex: file.plain(.patientSex), birthDate: file.plain(.patientBirthDate), age: file.plain(.patientAge)))
  }
}

extension DICOMFile {
  /// A unique identifier of the right form.
  /// - Throws: what cut the data set off, ``IngestError/missingUID(_:_:)`` or ``IngestError/invalidUID(_:_:)``.
  func uid(_ tag: DICOMTag) throws(IngestError) -> String {
    guard let text = text(tag)?.string else { throw damage ?? .missingUID(subject, tag) }
    guard UniqueIdentifier.isValid(text) else { throw .invalidUID(subject, tag) }
    return text
  }

  /// A text value; its tag is noted where it could not be decoded.
  fileprivate func text(_ tag: DICOMTag, undecodable: inout [DICOMTag]) -> String? {
    guard let text = text(tag) else { return nil }
    if !text.isDecoded { undecodable.append(tag) }
    return text.string
  }

  /// A number that nothing depends on: `nil` where it is absent or none.
  fileprivate func finite(_ tag: DICOMTag) -> Double? { (try? number(tag)) ?? nil }

  fileprivate func integer(_ tag: DICOMTag) -> Int? { finite(tag).flatMap(Int.init(exactly:)) }
}

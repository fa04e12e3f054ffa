import StudyModel

extension InstanceHeader {
  /// Reads the header of an opened file.
  /// - Throws: ``IngestError`` where the file is no instance that could be named: a data set cut off before its
  ///   identifiers, a missing or invalid identifier. Whatever else is wrong stands in ``problem``.
  init(reading file: inout DICOMFile, study: StudyDescription, remarks: [TextRemark]) throws(IngestError) {
    sopClassUID = try file.uid(.sopClassUID)
    sopInstanceUID = try file.uid(.sopInstanceUID)
    studyInstanceUID = try file.uid(.studyInstanceUID)
    seriesInstanceUID = try file.uid(.seriesInstanceUID)
    instanceNumber = file.integer(.instanceNumber)
    path = file.subject.path
    file.subject = FileSubject(path: path, sopInstanceUID: sopInstanceUID, instanceNumber: instanceNumber)
    transferSyntax = file.transferSyntax
    self.study = study
    storedName = file.storedBytes(.patientName)
    var remarks = remarks
    // What an enhanced image says of its acquisition stands in its functional groups: the first frame speaks for all.
    file.frame = StorageClass.isEnhancedCT(sopClassUID) ? 0 : nil
    acquisition = Acquisition(file: file, syntax: transferSyntax, remarks: &remarks)
    if StorageClass.isCT(sopClassUID) {
      do throws(IngestError) {
        frames = try FrameHeader.frames(
          of: &file, sopClassUID, transferSyntax, count: acquisition.frames, remarks: &remarks)
        problem = nil
      } catch {
        frames = []
        problem = error
      }
    } else {
      frames = []
      problem = file.damage
    }
    nativePixels = frames.first?.pixels.bitsAllocated == 16 ? NativePixels(file: file) : nil
    self.remarks = remarks
  }
}

extension InstanceHeader.Acquisition {
  fileprivate init(file: borrowing DICOMFile, syntax: TransferSyntax, remarks: inout [TextRemark]) {
    modality = file.plain(.modality)
    seriesNumber = file.integer(.seriesNumber)
    manufacturer = file.text(.manufacturer, remarks: &remarks)
    seriesDescription = file.text(.seriesDescription, remarks: &remarks)
    // These three are looked through for words, and never shown.
    bodyPart = file.text(.bodyPartExamined)?.string
    protocolName = file.text(.protocolName)?.string
    studyText = file.text(.studyDescription)?.string
    imageType = file.values(.imageType)
    imagesInAcquisition = file.integer(.imagesInAcquisition)
    frames = max(1, file.integer(.numberOfFrames) ?? 1)
    patientPosition = file.plain(.patientPosition)
    contrastAgent = file.text(.contrastAgent, remarks: &remarks)
    codedContrastAgent =
      file.itemCount(.contrastAgentSequence) == 0
      ? nil : file.text(.codeMeaning, inFirstItemOf: .contrastAgentSequence, remarks: &remarks) ?? ""
    tubeVoltage = file.finite(.tubeVoltage, in: 1...1000)
    tubeCurrent =
      file.finite(.tubeCurrentInMilliamperes, in: 0...5000) ?? file.finite(.tubeCurrent, in: 0...5000)
    exposure =
      file.finite(.exposureInMilliampereSeconds, in: 0...100_000)
      ?? file.finite(.exposureInMicroampereSeconds, in: 0...100_000_000).map { $0 / 1000 }
      ?? file.finite(.exposure, in: 0...100_000)
    isLossy = syntax.isLossy || file.plain(.lossyImageCompression) == "01"
    lossyRatio =
      file.finite(.lossyImageCompressionRatio, in: 1...10_000)
      ?? (syntax.isLossy ? file.compressionRatio : nil).flatMap { $0 <= 10_000 ? $0 : nil }
  }
}

extension StudyDescription {
  /// Study and patient, as one file has them. The Study Instance UID is `nil` where it is absent or invalid.
  init(file: borrowing DICOMFile, remarks: inout [TextRemark]) {
    self.init(
      studyInstanceUID: try? file.uid(.studyInstanceUID),
      accessionNumber: file.text(.accessionNumber, remarks: &remarks),
      studyDate: file.plain(.studyDate),
      patient: PatientDescription(
        identifier: file.text(.patientID, remarks: &remarks),
        name: file.text(.patientName, remarks: &remarks),
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

  /// A text value; noted where it is not in the character set that the file names.
  func text(_ tag: DICOMTag, remarks: inout [TextRemark]) -> String? {
    guard let text = text(tag) else { return nil }
    switch text.reading {
    case .declared: break
    case .guessed(let assumed): remarks.append(TextRemark(tag: tag, declared: characterSet, assumed: assumed))
    case .undecodable: remarks.append(TextRemark(tag: tag, declared: characterSet, assumed: nil))
    }
    return text.string
  }

  /// A text value in the first item of a sequence of the object itself.
  func text(_ tag: DICOMTag, inFirstItemOf sequence: DICOMTag, remarks: inout [TextRemark]) -> String? {
    inFirstItem(of: sequence) { text(tag, remarks: &remarks) }
  }

  /// A number that nothing depends on: `nil` where it is absent or none.
  func finite(_ tag: DICOMTag) -> Double? { (try? number(tag)) ?? nil }

  /// A number that nothing depends on: `nil` where it is absent, none, or not in `believable`.
  func finite(_ tag: DICOMTag, in believable: ClosedRange<Double>) -> Double? {
    finite(tag).flatMap { believable.contains($0) ? $0 : nil }
  }

  /// A whole number of 32 bits: an Integer String has no more. Source: DICOM PS3.5, 6.2.
  func integer(_ tag: DICOMTag) -> Int? { finite(tag).flatMap(Int32.init(exactly:)).map(Int.init) }

  /// The values of a code string, in capitals.
  func values(_ tag: DICOMTag) -> [String] {
    (plain(tag) ?? "").uppercased().split(separator: "\\").map(String.init)
  }
}

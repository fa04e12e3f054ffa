import StudyModel

extension FrameHeader {
  /// The most frames of one object that are believed: five times the slices of the longest series.
  static let mostFrames = 10_000

  /// Reads the frames of a CT image and holds them against its pixel data.
  /// - Parameter count: Number of Frames (0028,0008), 1 where it is absent.
  /// - Throws: ``IngestError`` for whatever keeps the object from being slices.
  static func frames(
    of file: inout DICOMFile, _ sopClassUID: String, _ syntax: TransferSyntax, count: Int,
    remarks: inout [TextRemark]
  ) throws(IngestError) -> [FrameHeader] {
    if let damage = file.damage { throw damage }
    // A file that is being copied may end between two elements: what it lacks most tells.
    guard file.pixelElement != nil else { throw .pixelDataMissing(file.subject) }
    let isEnhanced = StorageClass.isEnhancedCT(sopClassUID)
    guard isEnhanced || count == 1 else { throw .multiFrame(file.subject, frames: count) }
    guard syntax.isSupported else { throw .unsupportedSyntax(file.subject, syntax) }
    if isEnhanced {
      let groups = file.itemCount(.perFrameFunctionalGroups)
      guard count <= mostFrames, groups == count else {
        throw .frames(file.subject, detail: "\(count) frames declared, functional groups for \(groups)")
      }
    }
    var frames: [FrameHeader] = []
    for index in 0..<count {
      file.frame = isEnhanced ? index : nil
      let format = try PixelFormat(file: file)
      let plane = try ImagePlane(file: file)
      frames.append(
        FrameHeader(
          number: isEnhanced ? index + 1 : nil, plane: plane, pixels: format,
          acquisition: Acquisition(file: file, isEnhanced: isEnhanced, remarks: &remarks)))
    }
    _ = try PixelDataCheck(file: file, format: frames[0].pixels, syntax: syntax, frames: count)
    return frames
  }
}

extension FrameHeader.Acquisition {
  fileprivate init(file: borrowing DICOMFile, isEnhanced: Bool, remarks: inout [TextRemark]) {
    imageType = file.values(isEnhanced ? .frameType : .imageType)
    kernel = file.text(.convolutionKernel, remarks: &remarks)
    sliceThickness = file.finite(.sliceThickness, in: 0...1000).flatMap { $0 > 0 ? Millimetres($0) : nil }
    number = file.integer(isEnhanced ? .frameAcquisitionNumber : .acquisitionNumber)
    time = isEnhanced ? nil : file.plain(.acquisitionTime)
    temporalPosition = file.integer(isEnhanced ? .temporalPositionIndex : .temporalPosition)
    gantryTilt = file.finite(.gantryTilt, in: -90...90)
  }
}

/// A DICOM attribute: number and value representation.
public struct Attribute: Hashable, Comparable, Sendable {
  public let group: UInt16
  public let element: UInt16
  /// Two letters.
  public let vr: String

  public init(_ group: UInt16, _ element: UInt16, _ vr: String) {
    self.group = group
    self.element = element
    self.vr = vr
  }

  /// Group and element in one, as the representation AT has it.
  var number: Double { Double(UInt32(group) << 16 | UInt32(element)) }

  public static func < (a: Attribute, b: Attribute) -> Bool { (a.group, a.element) < (b.group, b.element) }
}

/// Names and representations as in DICOM PS3.6, chapter 6.
extension Attribute {
  public static let specificCharacterSet = Attribute(0x0008, 0x0005, "CS")
  public static let imageType = Attribute(0x0008, 0x0008, "CS")
  public static let instanceCreationDate = Attribute(0x0008, 0x0012, "DA")
  public static let instanceCreationTime = Attribute(0x0008, 0x0013, "TM")
  public static let sopClassUID = Attribute(0x0008, 0x0016, "UI")
  public static let sopInstanceUID = Attribute(0x0008, 0x0018, "UI")
  public static let studyDate = Attribute(0x0008, 0x0020, "DA")
  public static let seriesDate = Attribute(0x0008, 0x0021, "DA")
  public static let acquisitionDate = Attribute(0x0008, 0x0022, "DA")
  public static let contentDate = Attribute(0x0008, 0x0023, "DA")
  public static let acquisitionDateTime = Attribute(0x0008, 0x002A, "DT")
  public static let studyTime = Attribute(0x0008, 0x0030, "TM")
  public static let seriesTime = Attribute(0x0008, 0x0031, "TM")
  public static let acquisitionTime = Attribute(0x0008, 0x0032, "TM")
  public static let contentTime = Attribute(0x0008, 0x0033, "TM")
  public static let accessionNumber = Attribute(0x0008, 0x0050, "SH")
  public static let modality = Attribute(0x0008, 0x0060, "CS")
  public static let conversionType = Attribute(0x0008, 0x0064, "CS")
  public static let manufacturer = Attribute(0x0008, 0x0070, "LO")
  public static let institutionName = Attribute(0x0008, 0x0080, "LO")
  public static let referringPhysicianName = Attribute(0x0008, 0x0090, "PN")
  public static let studyDescription = Attribute(0x0008, 0x1030, "LO")
  public static let seriesDescription = Attribute(0x0008, 0x103E, "LO")
  public static let manufacturerModelName = Attribute(0x0008, 0x1090, "LO")
  public static let referencedSOPClassUID = Attribute(0x0008, 0x1150, "UI")
  public static let referencedSOPInstanceUID = Attribute(0x0008, 0x1155, "UI")
  public static let referencedFrameNumber = Attribute(0x0008, 0x1160, "IS")
  public static let pixelPresentation = Attribute(0x0008, 0x9205, "CS")
  public static let volumetricProperties = Attribute(0x0008, 0x9206, "CS")
  public static let volumeBasedCalculationTechnique = Attribute(0x0008, 0x9207, "CS")
  public static let frameType = Attribute(0x0008, 0x9007, "CS")
  public static let anatomicRegionSequence = Attribute(0x0008, 0x2218, "SQ")
  public static let codeValue = Attribute(0x0008, 0x0100, "SH")
  public static let codingSchemeDesignator = Attribute(0x0008, 0x0102, "SH")
  public static let codeMeaning = Attribute(0x0008, 0x0104, "LO")

  public static let patientName = Attribute(0x0010, 0x0010, "PN")
  public static let patientID = Attribute(0x0010, 0x0020, "LO")
  public static let patientBirthDate = Attribute(0x0010, 0x0030, "DA")
  public static let patientSex = Attribute(0x0010, 0x0040, "CS")
  public static let patientAge = Attribute(0x0010, 0x1010, "AS")

  public static let bodyPartExamined = Attribute(0x0018, 0x0015, "CS")
  public static let scanOptions = Attribute(0x0018, 0x0022, "CS")
  public static let sliceThickness = Attribute(0x0018, 0x0050, "DS")
  public static let kvp = Attribute(0x0018, 0x0060, "DS")
  public static let dataCollectionDiameter = Attribute(0x0018, 0x0090, "DS")
  public static let deviceSerialNumber = Attribute(0x0018, 0x1000, "LO")
  public static let softwareVersions = Attribute(0x0018, 0x1020, "LO")
  public static let protocolName = Attribute(0x0018, 0x1030, "LO")
  public static let contrastBolusAgent = Attribute(0x0018, 0x0010, "LO")
  public static let reconstructionDiameter = Attribute(0x0018, 0x1100, "DS")
  public static let gantryDetectorTilt = Attribute(0x0018, 0x1120, "DS")
  public static let tableHeight = Attribute(0x0018, 0x1130, "DS")
  public static let rotationDirection = Attribute(0x0018, 0x1140, "CS")
  public static let exposureTime = Attribute(0x0018, 0x1150, "IS")
  public static let xRayTubeCurrent = Attribute(0x0018, 0x1151, "IS")
  public static let exposure = Attribute(0x0018, 0x1152, "IS")
  public static let convolutionKernel = Attribute(0x0018, 0x1210, "SH")
  public static let patientPosition = Attribute(0x0018, 0x5100, "CS")

  public static let studyInstanceUID = Attribute(0x0020, 0x000D, "UI")
  public static let seriesInstanceUID = Attribute(0x0020, 0x000E, "UI")
  public static let studyID = Attribute(0x0020, 0x0010, "SH")
  public static let seriesNumber = Attribute(0x0020, 0x0011, "IS")
  public static let acquisitionNumber = Attribute(0x0020, 0x0012, "IS")
  public static let instanceNumber = Attribute(0x0020, 0x0013, "IS")
  public static let imagePosition = Attribute(0x0020, 0x0032, "DS")
  public static let imageOrientation = Attribute(0x0020, 0x0037, "DS")
  public static let frameOfReferenceUID = Attribute(0x0020, 0x0052, "UI")
  public static let positionReferenceIndicator = Attribute(0x0020, 0x1040, "LO")
  public static let sliceLocation = Attribute(0x0020, 0x1041, "DS")

  public static let samplesPerPixel = Attribute(0x0028, 0x0002, "US")
  public static let photometricInterpretation = Attribute(0x0028, 0x0004, "CS")
  public static let numberOfFrames = Attribute(0x0028, 0x0008, "IS")
  public static let rows = Attribute(0x0028, 0x0010, "US")
  public static let columns = Attribute(0x0028, 0x0011, "US")
  public static let pixelSpacing = Attribute(0x0028, 0x0030, "DS")
  public static let bitsAllocated = Attribute(0x0028, 0x0100, "US")
  public static let bitsStored = Attribute(0x0028, 0x0101, "US")
  public static let highBit = Attribute(0x0028, 0x0102, "US")
  public static let pixelRepresentation = Attribute(0x0028, 0x0103, "US")
  /// US, or SS where the pixels are signed.
  public static func pixelPaddingValue(isSigned: Bool) -> Attribute {
    Attribute(0x0028, 0x0120, isSigned ? "SS" : "US")
  }
  public static func pixelPaddingRangeLimit(isSigned: Bool) -> Attribute {
    Attribute(0x0028, 0x0121, isSigned ? "SS" : "US")
  }
  public static let burnedInAnnotation = Attribute(0x0028, 0x0301, "CS")
  public static let windowCenter = Attribute(0x0028, 0x1050, "DS")
  public static let windowWidth = Attribute(0x0028, 0x1051, "DS")
  public static let rescaleIntercept = Attribute(0x0028, 0x1052, "DS")
  public static let rescaleSlope = Attribute(0x0028, 0x1053, "DS")
  public static let rescaleType = Attribute(0x0028, 0x1054, "LO")
  public static let lossyImageCompression = Attribute(0x0028, 0x2110, "CS")
  public static let lossyImageCompressionRatio = Attribute(0x0028, 0x2112, "DS")
  public static let lossyImageCompressionMethod = Attribute(0x0028, 0x2114, "CS")
}

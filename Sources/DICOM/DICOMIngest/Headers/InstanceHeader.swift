import StudyModel

/// What one DICOM file says of itself, pixels not decoded.
public struct InstanceHeader: Equatable, Sendable {
  public let path: String
  /// SOP Class UID (0008,0016).
  public let sopClassUID: String
  /// SOP Instance UID (0008,0018): digits and dots, at most 64, as the two below.
  public let sopInstanceUID: String
  public let studyInstanceUID: String
  public let seriesInstanceUID: String
  /// Instance Number (0020,0013).
  public let instanceNumber: Int?
  public let transferSyntax: TransferSyntax
  public let study: StudyDescription
  public let acquisition: Acquisition
  /// The images of the object, as stored; empty for one that is no CT image, or has a ``problem``.
  public let frames: [FrameHeader]
  /// Where uncompressed pixels lie in the file; `nil` where they have to be decoded.
  let nativePixels: NativePixels?
  /// The text attributes that are not in the character set that the file names.
  public let remarks: [TextRemark]
  /// Patient's Name as stored, for comparing only: files of one patient may differ in no more than the label.
  let storedName: [UInt8]
  /// Why a CT image cannot become a slice, or where any other object ends too early; `nil` for a good one.
  public let problem: IngestError?

  /// Whether this is an object of a CT image class, good or not.
  public var isCTImage: Bool { StorageClass.isCT(sopClassUID) }

  var subject: FileSubject {
    FileSubject(path: path, sopInstanceUID: sopInstanceUID, instanceNumber: instanceNumber)
  }

  /// The series-level attributes of an instance.
  public struct Acquisition: Hashable, Sendable {
    /// Modality (0008,0060).
    public let modality: String?
    /// Series Number (0020,0011).
    public let seriesNumber: Int?
    /// Manufacturer (0008,0070).
    public let manufacturer: String?
    /// Series Description (0008,103E).
    public let seriesDescription: String?
    /// Body Part Examined (0018,0015).
    public let bodyPart: String?
    /// Protocol Name (0018,1030).
    public let protocolName: String?
    /// Study Description (0008,1030).
    public let studyText: String?
    /// Image Type (0008,0008), in capitals.
    public let imageType: [String]
    /// Images in Acquisition (0020,1002).
    public let imagesInAcquisition: Int?
    /// Number of Frames (0028,0008); 1 where the object does not say.
    public let frames: Int
    /// Patient Position (0018,5100), e.g. `HFS`: head first, supine.
    public let patientPosition: String?
    /// Contrast/Bolus Agent (0018,0010).
    public let contrastAgent: String?
    /// Contrast/Bolus Agent Sequence (0018,0012): the Code Meaning (0008,0104) of its first item, empty where that has none;
    /// `nil` where there is no item.
    public let codedContrastAgent: String?
    /// KVP (0018,0060), kV: 1 … 1000.
    public let tubeVoltage: Double?
    /// X-Ray Tube Current in mA (0018,9330) or X-Ray Tube Current (0018,1151), mA: 0 … 5000.
    public let tubeCurrent: Double?
    /// Exposure in mAs (0018,9332), in µAs (0018,1153) or Exposure (0018,1152), mAs: 0 … 100000. Makers write it for a rotation, or
    /// for the whole scan.
    public let exposure: Double?
    /// Whether the pixels were ever compressed with loss, by transfer syntax or Lossy Image Compression (0028,2110).
    public let isLossy: Bool
    /// Lossy Image Compression Ratio (0028,2112), the first, 1 … 10000; where there is none, what the lengths of the samples come to.
    public let lossyRatio: Double?
  }
}

import StudyModel

/// One image of an object: the only one of a single-frame object, or a frame of a multi-frame one.
public struct FrameHeader: Hashable, Sendable {
  /// From 1; `nil` for a single-frame object.
  public let number: Int?
  /// Where the image lies.
  public let plane: ImagePlane
  /// How its pixels are stored.
  public let pixels: PixelFormat
  public let acquisition: Acquisition

  /// How the image was made: what may differ from image to image within a series.
  public struct Acquisition: Hashable, Sendable {
    /// Image Type (0008,0008) or Frame Type (0008,9007), in capitals.
    public let imageType: [String]
    /// Convolution Kernel (0018,1210).
    public let kernel: String?
    /// Slice Thickness (0018,0050), above 0 and up to 1000 mm.
    public let sliceThickness: Millimetres?
    /// Acquisition Number (0020,0012) or Frame Acquisition Number (0020,9156).
    public let number: Int?
    /// Acquisition Time (0008,0032), of a single-frame object.
    public let time: String?
    /// Temporal Position Index (0020,9128) or Temporal Position Identifier (0020,0100).
    public let temporalPosition: Int?
    /// Gantry/Detector Tilt (0018,1120), degrees: -90 … 90.
    public let gantryTilt: Double?
  }
}

/// One slice of a series: a frame, and the object that it stands in.
public struct SliceReference: Equatable, Sendable {
  public let instance: InstanceHeader
  public let frame: FrameHeader
}

extension InstanceHeader {
  /// The slices that this object brings; none where it is no CT image, or has a problem.
  var slices: [SliceReference] { frames.map { SliceReference(instance: self, frame: $0) } }
}

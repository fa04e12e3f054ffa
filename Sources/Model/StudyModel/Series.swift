/// One slice of a loaded series, in volume order.
public struct Slice: Hashable, Sendable {
  /// SOP Instance UID (0008,0018).
  public let sopInstanceUID: String
  /// Instance Number (0020,0013).
  public let instanceNumber: Int?
  /// The frame of a multi-frame object, from 1; `nil` for a single-frame object.
  public let frameNumber: Int?

  /// What a viewer shows as the image's number.
  public var viewerNumber: Int? { frameNumber ?? instanceNumber }

  public init(sopInstanceUID: String, instanceNumber: Int?, frameNumber: Int? = nil) {
    self.sopInstanceUID = sopInstanceUID
    self.instanceNumber = instanceNumber
    self.frameNumber = frameNumber
  }
}

/// One series, as its images describe it.
public struct SeriesDescription: Hashable, Sendable {
  /// Series Instance UID (0020,000E).
  public let seriesInstanceUID: String
  /// What tells this stack of slices from the others of its series, e.g. `acquisition 2`; `nil` where the series is one.
  public let stack: String?
  /// Modality (0008,0060).
  public let modality: String?
  /// Series Number (0020,0011).
  public let seriesNumber: Int?
  /// Number of slices (instances, frames counted).
  public let slices: Int
  /// Distance between voxel centres along x, y, z in mm; `nil` where the geometry could not be judged.
  public let spacing: PatientVector?
  /// Manufacturer (0008,0070).
  public let manufacturer: String?
  /// Convolution Kernel (0018,1210).
  public let kernel: String?
  /// Slice Thickness (0018,0050): the thickness of a slice, not the distance between slices.
  public let sliceThickness: Millimetres?
  /// Transfer Syntax UID (0002,0010) of the files.
  public let transferSyntaxUID: String?

  public init(
    seriesInstanceUID: String, stack: String? = nil, modality: String?, seriesNumber: Int?, slices: Int,
    spacing: PatientVector?,
    manufacturer: String?, kernel: String?, sliceThickness: Millimetres?, transferSyntaxUID: String?
  ) {
    self.seriesInstanceUID = seriesInstanceUID
    self.stack = stack
    self.modality = modality
    self.seriesNumber = seriesNumber
    self.slices = slices
    self.spacing = spacing
    self.manufacturer = manufacturer
    self.kernel = kernel
    self.sliceThickness = sliceThickness
    self.transferSyntaxUID = transferSyntaxUID
  }

  /// Whether both describe the same slices of a study: the same series and, where it holds several, the same stack.
  public func isSame(as other: SeriesDescription?) -> Bool {
    seriesInstanceUID == other?.seriesInstanceUID && stack == other?.stack
  }
}

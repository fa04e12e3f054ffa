import Evaluation
import StudyModel

/// What is asked of a phantom study. What is left out (`nil`) follows from the rest, or from the case.
public struct PhantomSettings: Sendable {
  public var seed = 1
  public var slices: Int?
  /// Distance of the slices, mm.
  public var spacing: Double?
  /// mm; without it, the distance of the slices.
  public var thickness: Double?
  /// mm; without it, such that the field of view is ``usualField``.
  public var pixelSpacing: Double?
  /// Rows and columns.
  public var matrix = 512
  public var nodules = 8
  public var kernel = PhantomKernel.standard
  /// HU; without it, what is usual for kernel and thickness.
  public var noise: Double?
  public var transferSyntaxUID = TransferSyntaxes.explicitLittleEndian
  public var isEnhanced = false

  public init() {}

  public static let matrices = 64...1024
  public static let sliceCounts = 1...4000
  public static let spacings = 0.1...50.0
  public static let pixelSpacings = 0.1...10.0
  public static let noises = 0.0...1000.0

  /// mm.
  public static let usualField = 360.0
  /// From the feet end to the head end of a whole chest, mm.
  static let chestHeight = 300.0

  /// Slices and their distance: given neither, slices of 1 mm; whichever is missing fits the whole chest.
  var stack: (slices: Int, spacing: Double) {
    switch (slices, spacing) {
    case (.some(let slices), .some(let spacing)): (slices, spacing)
    case (.some(let slices), nil):
      (slices, min(max(Self.chestHeight / Double(slices), Self.spacings.lowerBound), Self.spacings.upperBound))
    case (nil, let spacing):
      (max(Int((Self.chestHeight / (spacing ?? 1)).rounded()), 1), spacing ?? 1)
    }
  }

  /// Axial slices about the middle of the chest.
  public var acquisition: PhantomAcquisition {
    let pixel = pixelSpacing ?? Self.usualField / Double(matrix)
    let (slices, distance) = stack
    let thickness = thickness ?? distance
    let geometry = PhantomAcquisition.axial(
      matrix: matrix, slices: slices, spacing: PatientVector(x: pixel, y: pixel, z: distance))
    // Thin slices get fewer photons.
    let usual = kernel.usualNoise / max(thickness, 0.3).squareRoot()
    return PhantomAcquisition(
      geometry: geometry, thickness: Millimetres(thickness), kernel: kernel, noise: noise ?? usual)
  }
}

/// The transfer syntaxes that a phantom can be written in. Source: DICOM PS3.6, table A-1.
public enum TransferSyntaxes {
  public static let implicitLittleEndian = "1.2.840.10008.1.2"
  public static let explicitLittleEndian = "1.2.840.10008.1.2.1"
  public static let deflated = "1.2.840.10008.1.2.1.99"
  public static let explicitBigEndian = "1.2.840.10008.1.2.2"
  public static let runLength = "1.2.840.10008.1.2.5"
  public static let jpegBaseline = "1.2.840.10008.1.2.4.50"
  public static let jpegExtended = "1.2.840.10008.1.2.4.51"
  public static let jpegLossless = "1.2.840.10008.1.2.4.57"
  public static let jpegLosslessFirstOrder = "1.2.840.10008.1.2.4.70"
  public static let jpegLS = "1.2.840.10008.1.2.4.80"
  public static let jpegLSNearLossless = "1.2.840.10008.1.2.4.81"
  public static let jpeg2000Lossless = "1.2.840.10008.1.2.4.90"
  public static let mpeg4 = "1.2.840.10008.1.2.4.102"
  public static let jpegXLLossless = "1.2.840.10008.1.2.4.110"

  public static let writable = [
    implicitLittleEndian, explicitLittleEndian, deflated, explicitBigEndian, runLength, jpegBaseline, jpegExtended,
    jpegLossless, jpegLosslessFirstOrder, jpegLS, jpegLSNearLossless,
  ]
}

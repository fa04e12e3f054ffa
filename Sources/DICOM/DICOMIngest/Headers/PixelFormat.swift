import StudyModel
import VolumeOperations

/// How the pixels of a CT image are stored, and what makes Hounsfield units of them.
public struct PixelFormat: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// 8 or 16.
  public let bitsAllocated: Int
  public let bitsStored: Int
  public let highBit: Int
  public let isSigned: Bool
  /// HU = `slope` · stored + `intercept`.
  public let slope: Double
  public let intercept: Double
  /// Stored values that are no measurement: Pixel Padding Value (0028,0120), with its Range Limit (0028,0121).
  public let padding: ClosedRange<Int>?

  /// Bytes of the samples, uncompressed.
  var byteCount: Int { rows * columns * (bitsAllocated / 8) }

  /// The most rows or columns that are believed: four times the usual matrix, twice the largest of a scanner.
  static let largestSide = 4096

  /// Densities that tissue has, in HU; a padding value inside would punch holes.
  static let tissue: ClosedRange<Double> = -900...3000

  /// Whether padding is declared as a density that tissue has, and so is not believed.
  var hasPaddingInTissue: Bool {
    guard let padding else { return false }
    return density(padding.lowerBound) <= Self.tissue.upperBound
      && density(padding.upperBound) >= Self.tissue.lowerBound
  }

  /// The stored values to treat as padding.
  ///
  /// Compression with loss moves padding as it moves everything: there values near it count, too, as long as they are far
  /// below the density of air.
  func effectivePadding(isLossy: Bool) -> ClosedRange<Int>? {
    guard let padding, !hasPaddingInTissue else { return nil }
    let widened = padding.lowerBound - Self.lossyError...padding.upperBound + Self.lossyError
    return isLossy && density(widened.upperBound) < Self.leastMeasured ? widened : padding
  }

  private func density(_ stored: Int) -> Double { Double(stored) * slope + intercept }

  /// How far compression moves a padding value, in stored values.
  private static let lossyError = 32

  /// Noise in air does not go below this, in HU.
  private static let leastMeasured = -1100.0
}

extension PixelFormat {
  /// Reads and judges the format of a CT image.
  /// - Throws: ``IngestError/missing(_:_:)``, ``IngestError/invalid(_:_:detail:)``,
  ///   ``IngestError/pixelLayout(_:detail:)``, ``IngestError/notHounsfield(_:detail:)``.
  init(file: borrowing DICOMFile) throws(IngestError) {
    rows = try Self.count(.rows, file)
    columns = try Self.count(.columns, file)
    bitsAllocated = try Self.count(.bitsAllocated, file)
    bitsStored = try Self.count(.bitsStored, file)
    highBit = try Self.count(.highBit, file)
    let representation = try Self.count(.pixelRepresentation, file)
    isSigned = representation == 1
    let samples = try Self.count(.samplesPerPixel, file)
    let photometric = file.plain(.photometricInterpretation) ?? ""

    guard samples == 1, photometric == "MONOCHROME2" else {
      throw .pixelLayout(
        file.subject,
        detail: "\(samples) samples a pixel, \(photometric.isEmpty ? "no" : photometric) photometric interpretation")
    }
    guard (1...Self.largestSide).contains(rows), (1...Self.largestSide).contains(columns) else {
      throw .pixelLayout(file.subject, detail: "\(rows) rows, \(columns) columns")
    }
    guard bitsAllocated == 8 || bitsAllocated == 16, (1...bitsAllocated).contains(bitsStored),
      (bitsStored - 1..<bitsAllocated).contains(highBit), representation <= 1
    else {
      throw .pixelLayout(
        file.subject,
        detail:
          "\(bitsAllocated) bits allocated, \(bitsStored) stored, high bit \(highBit), representation \(representation)"
      )
    }
    (slope, intercept) = try Self.rescale(file)
    padding = try Self.padding(file, isSigned: isSigned)
  }

  private static func count(
    _ tag: DICOMTag, _ file: borrowing DICOMFile
  ) throws(IngestError) -> Int {
    guard let value = try file.number(tag) else { throw .missing(file.subject, tag) }
    guard let count = Int(exactly: value), (0...65535).contains(count) else {
      throw .invalid(file.subject, tag, detail: "is \(value)")
    }
    return count
  }

  /// Slope and intercept. A CT image without them has no Hounsfield units, whatever its numbers look like.
  private static func rescale(
    _ file: borrowing DICOMFile
  ) throws(IngestError) -> (slope: Double, intercept: Double) {
    guard let slope = try file.number(.rescaleSlope) else { throw .missing(file.subject, .rescaleSlope) }
    guard let intercept = try file.number(.rescaleIntercept) else { throw .missing(file.subject, .rescaleIntercept) }
    guard slope > 0 else { throw .invalid(file.subject, .rescaleSlope, detail: "is \(slope)") }
    // Where the type is absent it is Hounsfield units. Source: DICOM PS3.3, C.8.2.1.1.
    let type = file.plain(.rescaleType) ?? "HU"
    guard type == "HU" || type == "US" else {
      throw .notHounsfield(file.subject, detail: "\(DICOMTag.rescaleType) \(type)")
    }
    return (slope, intercept)
  }

  private static func padding(
    _ file: borrowing DICOMFile, isSigned: Bool
  ) throws(IngestError) -> ClosedRange<Int>? {
    guard let value = try file.number(.pixelPaddingValue) else { return nil }
    let limit = try file.number(.pixelPaddingRangeLimit) ?? value
    guard let first = word(value, isSigned: isSigned), let last = word(limit, isSigned: isSigned) else {
      throw .invalid(file.subject, .pixelPaddingValue, detail: "does not fit 16 bits")
    }
    return min(first, last)...max(first, last)
  }

  /// A 16-bit word as the pixels read it: writers give 63536 for -2000, and the other way round.
  private static func word(_ value: Double, isSigned: Bool) -> Int? {
    guard let whole = Int(exactly: value), (-32768...65535).contains(whole) else { return nil }
    let bits = UInt16(truncatingIfNeeded: whole)
    return isSigned ? Int(Int16(bitPattern: bits)) : Int(bits)
  }
}

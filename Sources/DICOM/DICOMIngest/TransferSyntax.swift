/// How a file's data set and pixel data are written.
public struct TransferSyntax: Hashable, Sendable {
  /// What stands between the file and the samples.
  enum Coding: Hashable, Sendable {
    case native
    case runLength
    /// `isLossy`: the process throws detail away.
    case jpeg(isLossy: Bool)
    case jpegLS(isLossy: Bool)
    /// Nothing here decodes it.
    case unsupported
  }

  public let uid: String
  /// The name of the syntax in PS3.6, shortened.
  public let name: String
  let coding: Coding

  /// - Parameter uid: as the file says; empty where it says nothing.
  init(uid: String) {
    self.uid = uid
    if let known = Self.table[uid] {
      (name, coding) = known
    } else {
      name = uid.isEmpty ? "no transfer syntax" : "unknown transfer syntax"
      coding = .unsupported
    }
  }

  public var isSupported: Bool { coding != .unsupported }

  /// Whether the pixel data are encapsulated.
  var isEncapsulated: Bool { coding != .native }

  /// Whether the samples may differ from what the scanner made.
  var isLossy: Bool {
    switch coding {
    case .jpeg(let isLossy), .jpegLS(let isLossy): isLossy
    case .native, .runLength, .unsupported: false
    }
  }

  private static let prefix = "1.2.840.10008.1.2"

  /// Source: DICOM PS3.6, table A-1.
  private static let table: [String: (String, Coding)] = [
    prefix: ("Implicit VR Little Endian", .native),
    prefix + ".1": ("Explicit VR Little Endian", .native),
    prefix + ".1.99": ("Deflated Explicit VR Little Endian", .native),
    prefix + ".2": ("Explicit VR Big Endian", .native),
    prefix + ".5": ("RLE Lossless", .runLength),
    prefix + ".4.50": ("JPEG Baseline (Process 1)", .jpeg(isLossy: true)),
    prefix + ".4.51": ("JPEG Extended (Process 2 and 4)", .jpeg(isLossy: true)),
    prefix + ".4.53": ("JPEG Spectral Selection (Process 6 and 8)", .jpeg(isLossy: true)),
    prefix + ".4.55": ("JPEG Full Progression (Process 10 and 12)", .jpeg(isLossy: true)),
    prefix + ".4.57": ("JPEG Lossless (Process 14)", .jpeg(isLossy: false)),
    prefix + ".4.70": ("JPEG Lossless (Process 14, Selection Value 1)", .jpeg(isLossy: false)),
    prefix + ".4.80": ("JPEG-LS Lossless", .jpegLS(isLossy: false)),
    prefix + ".4.81": ("JPEG-LS Near-Lossless", .jpegLS(isLossy: true)),
    prefix + ".4.90": ("JPEG 2000 Lossless", .unsupported),
    prefix + ".4.91": ("JPEG 2000", .unsupported),
    prefix + ".4.92": ("JPEG 2000 Part 2 Lossless", .unsupported),
    prefix + ".4.93": ("JPEG 2000 Part 2", .unsupported),
    prefix + ".4.100": ("MPEG-2 Main Profile", .unsupported),
    prefix + ".4.102": ("MPEG-4 AVC/H.264", .unsupported),
    prefix + ".4.110": ("JPEG XL Lossless", .unsupported),
    prefix + ".4.111": ("JPEG XL JPEG Recompression", .unsupported),
    prefix + ".4.112": ("JPEG XL", .unsupported),
    prefix + ".4.201": ("High-Throughput JPEG 2000 Lossless", .unsupported),
    prefix + ".4.202": ("High-Throughput JPEG 2000 RPCL Lossless", .unsupported),
    prefix + ".4.203": ("High-Throughput JPEG 2000", .unsupported),
  ]
}

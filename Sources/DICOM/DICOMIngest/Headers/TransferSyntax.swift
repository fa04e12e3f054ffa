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

  /// What makes files of a syntax that is not decoded readable: a command, or what else to do.
  var remedy: String { Self.refused[uid]?.remedy.rawValue ?? Remedy.resend.rawValue }

  public var isSupported: Bool { coding != .unsupported }

  /// Whether samples stand in the file as they are, the low byte first.
  var isPlain: Bool { uid == Self.prefix || uid == Self.prefix + ".1" }

  /// Whether the pixel data are encapsulated.
  var isEncapsulated: Bool { coding != .native }

  /// Whether the samples may differ from what the scanner made.
  var isLossy: Bool {
    switch coding {
    case .jpeg(let isLossy), .jpegLS(let isLossy): isLossy
    case .native, .runLength, .unsupported: false
    }
  }

  static let prefix = "1.2.840.10008.1.2"

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
  ].merging(refused.mapValues { ($0.name, .unsupported) }) { decoded, _ in decoded }
}

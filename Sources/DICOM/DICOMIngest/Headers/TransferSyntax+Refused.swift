extension TransferSyntax {
  /// What makes files readable that are refused for their transfer syntax.
  enum Remedy: String {
    /// GDCM, as Debian has it in libgdcm-tools.
    case gdcm = "convert each file with: gdcmconv --raw IN OUT"
    /// dcm4che, from version 5.34.2 on for JPEG XL.
    case dcm4che = "convert the folder with: dcm2dcm -t 1.2.840.10008.1.2.1 IN OUT"
    case resend = "have it sent in Explicit VR Little Endian, 1.2.840.10008.1.2.1"
    case video = "a video is no CT series; have the CT images sent"
  }

  /// Syntaxes that are known and not decoded. Source: DICOM PS3.6, table A-1.
  static let refused: [String: (name: String, remedy: Remedy)] = [
    prefix + ".1.98": ("Encapsulated Uncompressed Explicit VR Little Endian", .resend),
    prefix + ".4.52": ("JPEG Extended (Process 3 and 5)", .resend),
    prefix + ".4.54": ("JPEG Spectral Selection (Process 7 and 9)", .resend),
    prefix + ".4.56": ("JPEG Full Progression (Process 11 and 13)", .resend),
    prefix + ".4.58": ("JPEG Lossless (Process 15)", .resend),
    prefix + ".4.90": ("JPEG 2000 Lossless", .gdcm),
    prefix + ".4.91": ("JPEG 2000", .gdcm),
    prefix + ".4.92": ("JPEG 2000 Part 2 Lossless", .dcm4che),
    prefix + ".4.93": ("JPEG 2000 Part 2", .dcm4che),
    prefix + ".4.94": ("JPIP Referenced", .resend),
    prefix + ".4.95": ("JPIP Referenced Deflate", .resend),
    prefix + ".4.100": ("MPEG-2 Main Profile, Main Level", .video),
    prefix + ".4.100.1": ("MPEG-2 Main Profile, Main Level, in fragments", .video),
    prefix + ".4.101": ("MPEG-2 Main Profile, High Level", .video),
    prefix + ".4.101.1": ("MPEG-2 Main Profile, High Level, in fragments", .video),
    prefix + ".4.102": ("MPEG-4 AVC/H.264 High Profile", .video),
    prefix + ".4.102.1": ("MPEG-4 AVC/H.264 High Profile, in fragments", .video),
    prefix + ".4.103": ("MPEG-4 AVC/H.264 BD-compatible", .video),
    prefix + ".4.103.1": ("MPEG-4 AVC/H.264 BD-compatible, in fragments", .video),
    prefix + ".4.104": ("MPEG-4 AVC/H.264 for 2D video", .video),
    prefix + ".4.104.1": ("MPEG-4 AVC/H.264 for 2D video, in fragments", .video),
    prefix + ".4.105": ("MPEG-4 AVC/H.264 for 3D video", .video),
    prefix + ".4.105.1": ("MPEG-4 AVC/H.264 for 3D video, in fragments", .video),
    prefix + ".4.106": ("MPEG-4 AVC/H.264 Stereo High Profile", .video),
    prefix + ".4.106.1": ("MPEG-4 AVC/H.264 Stereo High Profile, in fragments", .video),
    prefix + ".4.107": ("HEVC/H.265 Main Profile", .video),
    prefix + ".4.108": ("HEVC/H.265 Main 10 Profile", .video),
    prefix + ".4.110": ("JPEG XL Lossless", .dcm4che),
    prefix + ".4.111": ("JPEG XL JPEG Recompression", .dcm4che),
    prefix + ".4.112": ("JPEG XL", .dcm4che),
    prefix + ".4.201": ("High-Throughput JPEG 2000 Lossless", .dcm4che),
    prefix + ".4.202": ("High-Throughput JPEG 2000 RPCL Lossless", .dcm4che),
    prefix + ".4.203": ("High-Throughput JPEG 2000", .dcm4che),
    prefix + ".4.204": ("JPIP HTJ2K Referenced", .resend),
    prefix + ".4.205": ("JPIP HTJ2K Referenced Deflate", .resend),
    prefix + ".7.1": ("SMPTE ST 2110-20 Uncompressed Progressive Active Video", .video),
    prefix + ".7.2": ("SMPTE ST 2110-20 Uncompressed Interlaced Active Video", .video),
    prefix + ".7.3": ("SMPTE ST 2110-30 PCM Digital Audio", .video),
    prefix + ".8.1": ("Deflated Image Frame Compression", .resend),
    "1.2.840.113619.5.2": ("Implicit VR Big Endian (private, GE)", .resend),
  ]
}

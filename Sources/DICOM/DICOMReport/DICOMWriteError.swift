/// Why a DICOM file was not written.
public enum DICOMWriteError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No encoder here writes this transfer syntax.
  case unsupportedSyntax(uid: String, detail: String)
  /// The file cannot be written.
  case unwritable(path: String, detail: String)
  /// An attribute does not take its value.
  case element(group: UInt16, element: UInt16)
  /// The pixels do not fit the transfer syntax, or the encoder failed.
  case encoding(detail: String)
  case outOfMemory

  public var description: String {
    switch self {
    case .unsupportedSyntax(let uid, let detail): "transfer syntax \(uid): \(detail)"
    case .unwritable(let path, let detail): "\(path): \(detail)"
    case .element(let group, let element):
      "attribute (\(String(group, radix: 16)),\(String(element, radix: 16))) cannot be written"
    case .encoding(let detail): "the pixels cannot be encoded: \(detail)"
    case .outOfMemory: "there is not enough memory"
    }
  }
}

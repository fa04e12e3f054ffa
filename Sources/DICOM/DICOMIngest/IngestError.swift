import StudyModel
import VolumeOperations

/// Why a path, a file or an instance cannot be used. ``description`` names the path, for standard error; ``reason`` does
/// not, for results.
public enum IngestError: Error, Equatable, Sendable {
  /// There is nothing at the path.
  case missingPath(String)
  case unreadableFolder(path: String, detail: String)
  case unreadableFile(path: String, detail: String)
  /// A pipe, socket or device.
  case specialFile(path: String)
  /// A file without bytes.
  case emptyFile(path: String)
  case notDICOM(path: String)
  /// A DICOMDIR: a table of contents, not an instance.
  case directoryRecord(path: String)
  /// The data set ends before its structure does.
  case truncated(FileSubject, detail: String)
  /// The data set contradicts itself.
  case corrupt(FileSubject, detail: String)
  case missingUID(FileSubject, DICOMTag)
  /// Not digits and dots, or longer than 64. The value is not repeated.
  case invalidUID(FileSubject, DICOMTag)
  case missing(FileSubject, DICOMTag)
  case invalid(FileSubject, DICOMTag, detail: String)
  case unsupportedSyntax(FileSubject, TransferSyntax)
  /// Several frames in an object of the single-frame class.
  case multiFrame(FileSubject, frames: Int)
  /// The frames of a multi-frame object, its functional groups and its pixel data contradict each other.
  case frames(FileSubject, detail: String)
  /// Bits, samples or dimensions that no CT slice has.
  case pixelLayout(FileSubject, detail: String)
  case pixelDataMissing(FileSubject)
  /// The declared dimensions and the length of the pixel data, in bytes, contradict each other.
  case pixelLength(FileSubject, expected: Int, found: Int)
  /// The compressed stream's own header and the declared dimensions contradict each other.
  case codestream(FileSubject, detail: String)
  /// The compressed stream cannot be decoded, or not without damage.
  case corruptPixels(FileSubject, detail: String)
  /// The numbers are not Hounsfield units.
  case notHounsfield(FileSubject, detail: String)
  /// Another file has the same SOP Instance UID and other bytes.
  case conflict(FileSubject)
  /// The file is not any more what it was when it was indexed.
  case changed(FileSubject)
  /// The series was refused; nothing of it is loaded.
  case refused([QualityReason])
  case operation(FileSubject, OperationError)
  case outOfMemory(path: String)

  /// Whether more bytes may still come: what a file looks like that is being copied.
  public var isIncomplete: Bool {
    switch self {
    case .emptyFile, .truncated, .missingUID, .pixelDataMissing, .changed: true
    case .pixelLength(_, let expected, let found): found < expected
    default: false
    }
  }
}

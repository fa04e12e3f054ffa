import DICOMReport
import VolumeOperations

/// Why a phantom study was not written.
public enum PhantomError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The folder holds something that is no phantom study; `entry` is one such name.
  case occupied(folder: String, entry: String)
  case unwritable(path: String, detail: String)
  case writing(DICOMWriteError)
  case operation(OperationError)

  public var description: String {
    switch self {
    case .occupied(let folder, let entry):
      "\(folder) holds '\(entry)', which is no part of a phantom study; name a new or an empty folder"
    case .unwritable(let path, let detail): "\(path): \(detail)"
    case .writing(let error): "\(error)"
    case .operation(let error): "the phantom cannot be made: \(error)"
    }
  }
}

import Foundation

/// Why a report could not be written. Never about the patient: about this machine, or about what the caller asked for.
public enum ReportError: Error, Equatable, Sendable {
  /// What was being done to a file or folder when the system refused.
  public enum Operation: String, Sendable {
    case create, write, synchronise, rename, list, remove, lock
  }

  /// The system refused: `code` is its `errno`, e.g. `ENOSPC` on a full disk, `EROFS` or `EACCES` where writing is not allowed.
  case system(Operation, path: String, code: Int32)
  /// The folder's name is empty, hidden, reserved, or leads elsewhere.
  case invalidFolderName(String)
  /// A picture could not be made or encoded.
  case picture(name: String, reason: String)

  /// Short form for the report of another stage; without a path.
  public var reason: String {
    switch self {
    case .system(let operation, _, let code): "cannot \(operation.rawValue) the report: \(Self.text(of: code))"
    case .invalidFolderName: "the study's name cannot name a folder"
    case .picture(let name, let reason): "cannot make \(name): \(reason)"
    }
  }

  /// The system's words for an `errno`.
  static func text(of code: Int32) -> String { unsafe String(cString: strerror(code)) }
}

extension ReportError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .system(let operation, let path, let code):
      "cannot \(operation.rawValue) \(path): \(Self.text(of: code)) (errno \(code))"
    case .invalidFolderName(let name): "\"\(name)\" cannot name a result folder"
    case .picture(let name, let reason): "cannot make the picture \(name): \(reason)"
    }
  }
}

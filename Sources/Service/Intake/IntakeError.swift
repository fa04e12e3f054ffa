/// Why the intake cannot start or go on. What is wrong with one file or one study is not an error of this kind:
/// it is logged, and the file waits, is retried or goes to quarantine.
public enum IntakeError: Error, Equatable, Sendable {
  /// The configuration file, or a value in it, cannot be used. `key` is empty where the file as a whole is meant.
  case configuration(key: String, problem: String)
  /// Another watcher holds one of the folders.
  case locked(folder: String, holder: String)
  /// The system refused an operation. `path` may hold a patient's name: it is for the operator's screen, never for the log.
  case system(operation: String, path: String, code: Int32)
}

extension IntakeError: CustomStringConvertible {
  /// One sentence for the operator's screen.
  public var description: String {
    switch self {
    case .configuration(let key, let problem):
      key.isEmpty ? "configuration: \(problem)" : "configuration, \"\(key)\": \(problem)"
    case .locked(let folder, let holder):
      "another watcher is working on \(folder) (\(holder)); two watchers on one folder would take each other's files"
    case .system(let operation, let path, let code):
      "\(operation) \(path): \(SystemCode(code).message)"
    }
  }
}

/// Why candidate lists cannot be evaluated. The text names the file, the line and what to mend.
public enum EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(path: String, problem: String)
  case missingColumns(path: String, [String])
  case notANumber(path: String, line: Int, column: String, value: String)
  case repeatedSeries(path: String, String)
  case noSeries(path: String)
  case unknownColumn(String)

  public var description: String {
    switch self {
    case .unreadable(let path, let problem): "\(path): cannot be read: \(problem)"
    case .missingColumns(let path, let names): "\(path): no column \(names.joined(separator: ", "))"
    case .notANumber(let path, let line, let column, let value):
      "\(path), line \(line): \(column) is '\(value)', not a number"
    case .repeatedSeries(let path, let uid): "\(path): series \(uid) is listed twice"
    case .noSeries(let path): "\(path): no series is listed"
    case .unknownColumn(let name): "the annotations have no column \(name)"
    }
  }
}

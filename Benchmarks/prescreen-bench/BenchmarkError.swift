/// Why a benchmark was not run or not believed.
enum BenchmarkError: Error, Equatable, CustomStringConvertible {
  /// An argument that is not understood; `problem` is a sentence.
  case badArguments(problem: String)
  /// Two runs of a case gave different results.
  case unsteady
  /// Nothing matches the filter.
  case nothingToRun
  /// A file that cannot be read or written, or is not a record of ours.
  case file(path: String, problem: String)

  var description: String {
    switch self {
    case .badArguments(let problem): problem
    case .unsteady: "two runs gave different results; no time is reported"
    case .nothingToRun: "no case matches; prescreen-bench --list names them"
    case .file(let path, let problem): "\(path): \(problem)"
    }
  }
}

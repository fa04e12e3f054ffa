/// What is wrong with a command line or the environment; always exit status 64.
enum ArgumentError: Error, Equatable, CustomStringConvertible {
  case noCommand
  case unknownCommand(String, nearest: String?)
  case unknownOption(String, nearest: String?)
  case missingValue(option: String, placeholder: String)
  case unexpectedValue(option: String)
  case repeated(option: String)
  case missingOption(String)
  case missingOperand(String)
  case unexpectedOperand(String)
  case invalidValue(option: String, value: String, expected: String)
  case environment(String)

  var description: String {
    switch self {
    case .noCommand: "no command given"
    case .unknownCommand(let name, let nearest): "there is no command '\(name)'" + Self.suggestion(nearest)
    case .unknownOption(let name, let nearest):
      "there is no option '\(name)'" + Self.suggestion(nearest.map { "--\($0)" })
    case .missingValue(let option, let placeholder): "--\(option) needs a value: --\(option) \(placeholder)"
    case .unexpectedValue(let option): "--\(option) takes no value"
    case .repeated(let option): "--\(option) is given twice"
    case .missingOption(let signature): "\(signature) is missing"
    case .missingOperand(let name): "\(name) is missing"
    case .unexpectedOperand(let text): "'\(text)' is one argument too many"
    case .invalidValue(let option, let value, let expected): "--\(option) '\(value)': expected \(expected)"
    case .environment(let problem): problem
    }
  }

  private static func suggestion(_ nearest: String?) -> String { nearest.map { "; did you mean '\($0)'?" } ?? "" }
}

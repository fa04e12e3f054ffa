/// One option of a command. The same row drives parsing and help.
struct OptionRow: Sendable {
  enum Kind: Sendable {
    /// Takes a value; the text stands for it in help.
    case value(String)
    /// `--name`.
    case flag
    /// `--name` or `--no-name`.
    case toggle
  }

  /// Without the dashes.
  let name: String
  let kind: Kind
  let isRequired: Bool
  let help: String

  init(_ name: String, _ kind: Kind, isRequired: Bool = false, _ help: String) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.help = help
  }

  /// As help shows it, e.g. `--output DIR`.
  var signature: String {
    switch kind {
    case .value(let placeholder): "--\(name) \(placeholder)"
    case .flag: "--\(name)"
    case .toggle: "--[no-]\(name)"
    }
  }
}

/// The arguments of a command that are not options.
enum Operands: Sendable {
  case none
  case one(String)
  case oneOrMore(String)

  var signature: String? {
    switch self {
    case .none: nil
    case .one(let name): name
    case .oneOrMore(let name): "\(name)..."
    }
  }
}

/// One command: its arguments, its help and what it does.
struct CommandRow: Sendable {
  let name: String
  let operands: Operands
  let summary: String
  let options: [OptionRow]
  /// What a newcomer needs to know beside the options.
  let notes: String
  let run: @Sendable (ParsedArguments, Session) async throws(ArgumentError) -> ExitCode
}

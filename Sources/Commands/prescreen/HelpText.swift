/// Help, made from the command table.
enum HelpText {
  static func overview() -> String {
    """
    prescreen finds places in a chest CT that a radiologist should look at. It assists; it does not diagnose.

    Usage: prescreen COMMAND ...

    \(table(Program.commands.map { ($0.name, $0.summary) }))

      prescreen COMMAND --help       arguments and options of one command
      prescreen help exit-codes      what the exit statuses mean
      prescreen --version

    Results are printed on standard output, everything else on standard error.

    Example: prescreen scan /data/study-17 --output /data/results
    """
  }

  static func command(_ command: CommandRow) -> String {
    let notes = wrapped(words: command.notes.split(whereSeparator: \.isWhitespace).map(String.init))
    return [command.summary, usage(command), table(rows(of: command)), notes].joined(separator: "\n\n")
  }

  /// Required options first, else as they stand in the table.
  static func usage(_ command: CommandRow) -> String {
    var words = command.operands.signature.map { [$0] } ?? []
    words += command.options.filter(\.isRequired).map(\.signature)
    words += command.options.filter { !$0.isRequired }.map { "[\($0.signature.replacing("[no-]", with: ""))]" }
    let first = "Usage: prescreen \(command.name) "
    return wrapped(words: words, first: first, indent: first.count)
  }

  static func exitStatuses() -> String {
    """
    Exit statuses

    \(table(ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning) }))

    The numbers are never given another meaning.
    """
  }

  private static func rows(of command: CommandRow) -> [(String, String)] {
    command.options.map { ($0.signature, $0.help) } + [("-h, --help", "Show this help.")]
  }

  /// Two columns, the second wrapped.
  private static func table(_ rows: [(String, String)]) -> String {
    let width = (rows.map(\.0.count).max() ?? 0) + 2
    return rows.map { left, right in
      let padding = String(repeating: " ", count: width - left.count)
      return wrapped(
        words: right.split(separator: " ").map(String.init), first: "  \(left)\(padding)", indent: width + 2)
    }.joined(separator: "\n")
  }

  /// Words in lines of at most 100 columns; all but the first line begin with `indent` blanks.
  private static func wrapped(words: [String], first: String = "", indent: Int = 0) -> String {
    var lines: [String] = []
    var line = first
    var isStart = true
    for word in words {
      if !isStart, line.count + 1 + word.count > 100 {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        isStart = true
      }
      line += isStart ? "\(word)" : " \(word)"
      isStart = false
    }
    return (lines + [line]).joined(separator: "\n")
  }
}

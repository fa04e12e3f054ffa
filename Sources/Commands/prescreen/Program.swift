/// What a command runs with.
struct Session: Sendable {
  let console: Console
  let environment: [String: String]
}

/// The program: the table of its commands, and the way from a command line to an exit status.
enum Program {
  static let name = "prescreen"
  static let version = "0.1.0"

  static let commands: [CommandRow] = [.scan, .watch, .inspect, .evaluate, .phantom]

  /// - Parameter arguments: the command line without the program's own name.
  static func run(_ arguments: [String], session: Session) async -> ExitCode {
    do throws(ArgumentError) {
      return try await dispatch(arguments, session: session)
    } catch {
      let command = commands.first { $0.name == arguments.first }
      session.console.talk("prescreen: \(error)")
      session.console.talk(command.map(HelpText.usage) ?? "Usage: prescreen COMMAND ...")
      session.console.talk("Try 'prescreen \(command.map { $0.name + " " } ?? "")--help'.")
      return .badArguments
    }
  }

  private static func dispatch(_ arguments: [String], session: Session) async throws(ArgumentError) -> ExitCode {
    guard let first = arguments.first else { throw .noCommand }
    switch first {
    case "--version":
      session.console.result("\(name) \(version)")
      return .reported
    case "help", "--help", "-h":
      return try help(on: arguments.dropFirst().first, session: session)
    default:
      let command = try command(named: first)
      let rest = Array(arguments.dropFirst())
      // Asked for help in the middle of a line, a person wants help, whatever else is wrong with the line.
      guard !rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) else {
        session.console.result(HelpText.command(command))
        return .reported
      }
      return try await command.run(ParsedArguments(rest, for: command), session)
    }
  }

  private static func help(on topic: String?, session: Session) throws(ArgumentError) -> ExitCode {
    let text =
      switch topic {
      case nil: HelpText.overview()
      case "exit-codes": HelpText.exitStatuses()
      case .some(let name): HelpText.command(try command(named: name))
      }
    session.console.result(text)
    return .reported
  }

  private static func command(named name: String) throws(ArgumentError) -> CommandRow {
    guard let command = commands.first(where: { $0.name == name }) else {
      throw .unknownCommand(name, nearest: nearest(to: name, among: commands.map(\.name)))
    }
    return command
  }
}

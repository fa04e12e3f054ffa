import Foundation
import TestSupport
import Testing

@testable import prescreen

@Suite("Help is snapshot-tested")
struct HelpTests {
  /// Runs the program in this process.
  private func run(_ arguments: [String]) async -> (status: ExitCode, output: String, talk: String) {
    let (output, talk) = (Record(), Record())
    let session = Session(console: Console(results: output.channel(), talk: talk.channel()), environment: [:])
    let status = await Program.run(arguments, session: session)
    return (status, output.all, talk.all)
  }

  @Test(
    "the text is the recorded one; PRESCREEN_BLESS=1 records it anew",
    arguments: [
      (["--help"], "overview"), (["help", "exit-codes"], "exit-codes"), (["scan", "--help"], "scan"),
      (["watch", "--help"], "watch"), (["inspect", "--help"], "inspect"), (["evaluate", "--help"], "evaluate"),
      (["phantom", "--help"], "phantom"),
    ])
  func snapshot(arguments: [String], name: String) async throws {
    let (status, output, talk) = await run(arguments)
    #expect(status == .reported)
    #expect(talk.isEmpty)
    let file = packageRoot.appending(path: "Tests/Golden/help/\(name).txt")
    if ProcessInfo.processInfo.environment["PRESCREEN_BLESS"] == "1" {
      try output.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try output == String(contentsOf: file, encoding: .utf8))
    #expect(output.split(separator: "\n").allSatisfy { $0.count <= 110 }, "a line is too long for a terminal")
  }

  @Test("help can be asked for in every usual way", arguments: Program.commands.map(\.name))
  func sameHelp(command: String) async {
    let help = await run([command, "--help"]).output
    #expect(await run(["help", command]).output == help)
    #expect(await run([command, "-h"]).output == help)
    #expect(await run([command, "--frobnicate", "--help"]).output == help)
    #expect(await run(["help"]).output == run(["-h"]).output)
    #expect(await run(["help"]).output.contains("  \(command) "))
  }

  @Test("--version is one line")
  func version() async {
    let (status, output, talk) = await run(["--version"])
    #expect(status == .reported && talk.isEmpty)
    #expect(output.wholeMatch(of: /prescreen \d+\.\d+\.\d+\n/) != nil)
  }

  @Test(
    "bad arguments: what is wrong, the usage and where help is, all on standard error",
    arguments: [
      ([], "no command given", "prescreen COMMAND ..."), (["scam"], "did you mean 'scan'?", "prescreen COMMAND ..."),
      (["help", "wotch"], "did you mean 'watch'?", "prescreen COMMAND ..."),
      (["receive"], "no command 'receive'", "prescreen COMMAND ..."),
      (["scan"], "--output DIR is missing", "prescreen scan PATH..."),
      (["scan", "--output", "o"], "PATH is missing", "prescreen scan PATH..."),
      (["scan", "a", "--output", "o", "--format", "pdf"], "--format 'pdf'", "prescreen scan PATH..."),
      (["scan", "a", "--output", "o", "--threads", "0"], "--threads '0'", "prescreen scan PATH..."),
      (["inspect", "a", "b"], "'b' is one argument too many", "prescreen inspect PATH"),
      (["watch", "--incoming", "i", "x"], "'x' is one argument too many", "prescreen watch"),
    ])
  func badArguments(arguments: [String], problem: String, usage: String) async {
    let (status, output, talk) = await run(arguments)
    #expect(status == .badArguments)
    #expect(output.isEmpty)
    #expect(talk.hasPrefix("prescreen: ") && talk.contains(problem), "\(talk)")
    #expect(talk.contains("Usage: \(usage)") && talk.contains("--help"))
  }

  @Test("the exit statuses are printed with their meanings")
  func exitStatuses() async {
    let text = await run(["help", "exit-codes"]).output
    for status in ExitCode.allCases {
      #expect(text.contains(try! Regex("(?m)^  \(status.rawValue) +\\w")))
    }
  }
}

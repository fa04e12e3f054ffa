import Testing

@testable import prescreen

@Suite("ParsedArguments: one table drives parsing")
struct ParsedArgumentsTests {
  static let command = CommandRow(
    name: "sample", operands: .oneOrMore("PATH"), summary: "",
    options: [
      OptionRow("output", .value("DIR"), isRequired: true, ""), OptionRow("threads", .value("N"), ""),
      OptionRow("progress", .toggle, ""), OptionRow("json", .flag, ""),
    ], notes: ""
  ) { _, _ in .reported }

  private func parse(_ line: String, operands: Operands = command.operands) throws(ArgumentError) -> ParsedArguments {
    let command = CommandRow(
      name: "sample", operands: operands, summary: "", options: Self.command.options, notes: "", run: Self.command.run)
    return try ParsedArguments(
      line.split(separator: " ", omittingEmptySubsequences: false).map(String.init), for: command)
  }

  @Test(
    "options and operands may stand in any order, values apart or behind '='",
    arguments: [
      "a b --output out --threads 2", "--output out --threads 2 a b", "a --output=out b --threads=2",
      "--threads 2 a --output out -- b",
    ])
  func anyOrder(line: String) throws {
    let parsed = try parse(line)
    #expect(parsed.operands == ["a", "b"])
    #expect(parsed.values == ["output": "out", "threads": "2"])
    #expect(parsed.switches.isEmpty)
  }

  @Test("a switch is on, off or not said")
  func switches() throws {
    #expect(try parse("a --output o").switches["progress"] == nil)
    #expect(try parse("a --output o --progress").switches["progress"] == true)
    #expect(try parse("a --output o --no-progress").switches["progress"] == false)
    #expect(try parse("a --output o --json").switches == ["json": true])
  }

  @Test("behind -- everything is an operand; a value may hold '=' and, behind '=', dashes")
  func escapes() throws {
    #expect(try parse("--output o -- --threads -x").operands == ["--threads", "-x"])
    #expect(try parse("a --output=k=v").values["output"] == "k=v")
    #expect(try parse("a --output=--o").values["output"] == "--o")
    #expect(try parse("- --output o").operands == ["-"])
  }

  @Test(
    "what is wrong is named",
    arguments: [
      ("a", .missingOption("--output DIR")), ("--output o", .missingOperand("PATH")),
      ("a --output", .missingValue(option: "output", placeholder: "DIR")),
      ("a --output --threads 2", .missingValue(option: "output", placeholder: "DIR")),
      ("a --output=", .missingValue(option: "output", placeholder: "DIR")),
      ("a --output o --output p", .repeated(option: "output")),
      ("a --output o --progress --no-progress", .repeated(option: "progress")),
      ("a --output o --progress=yes", .unexpectedValue(option: "progress")),
      ("a --output o --thread 2", .unknownOption("--thread", nearest: "threads")),
      ("a --output o --no-json", .unknownOption("--no-json", nearest: nil)),
      ("a --output o --no-threads", .unknownOption("--no-threads", nearest: nil)),
      ("a --output o --frobnicate=3", .unknownOption("--frobnicate", nearest: nil)),
      ("a -o o", .unknownOption("-o", nearest: nil)), ("a --output o ", .unexpectedOperand("")),
    ] as [(String, ArgumentError)])
  func errors(line: String, error: ArgumentError) {
    #expect(throws: error) { try parse(line) }
  }

  @Test("the number of operands is held to")
  func operandCounts() throws {
    #expect(throws: ArgumentError.unexpectedOperand("b")) { try parse("a b --output o", operands: .one("PATH")) }
    #expect(throws: ArgumentError.missingOperand("PATH")) { try parse("--output o", operands: .one("PATH")) }
    #expect(throws: ArgumentError.unexpectedOperand("a")) { try parse("a --output o", operands: .none) }
    #expect(try parse("a --output o", operands: .one("PATH")).operands == ["a"])
  }

  @Test("every error is one readable line")
  func errorsRead() {
    let errors: [ArgumentError] = [
      .noCommand, .unknownCommand("scam", nearest: "scan"), .unknownOption("--x", nearest: nil),
      .missingValue(option: "output", placeholder: "DIR"), .unexpectedValue(option: "progress"),
      .repeated(option: "output"), .missingOption("--output DIR"), .missingOperand("PATH"), .unexpectedOperand("b"),
      .invalidValue(option: "threads", value: "0", expected: "a number"), .environment("PRESCREEN_ISA is wrong"),
    ]
    for error in errors {
      #expect(!error.description.isEmpty && !error.description.contains("\n"))
      #expect(
        error.description.first?.isUppercase
          == (error == .missingOperand("PATH") || error == .environment("PRESCREEN_ISA is wrong")))
    }
    #expect("\(errors[1])".contains("did you mean 'scan'?"))
  }

  @Test("a suggestion is at most two letters away")
  func suggestions() {
    #expect(nearest(to: "scna", among: ["scan", "watch"]) == "scan")
    #expect(nearest(to: "wach", among: ["scan", "watch"]) == "watch")
    #expect(nearest(to: "report", among: ["scan", "watch"]) == nil)
    #expect(nearest(to: "", among: ["scan"]) == nil)
  }
}

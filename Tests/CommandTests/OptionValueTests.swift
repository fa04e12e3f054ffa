import FindingsReport
import Testing
import VolumeOperations

@testable import prescreen

@Suite("Values of options")
struct OptionValueTests {
  private func parse(_ arguments: [String]) throws -> ParsedArguments {
    let command = CommandRow(
      name: "sample", operands: .none, summary: "",
      options: [
        OptionRow("threads", .value("N"), ""), OptionRow("language", .value("L"), ""),
        OptionRow("format", .value("LIST"), ""),
      ],
      notes: ""
    ) { _, _ in .reported }
    return try ParsedArguments(arguments, for: command)
  }

  @Test(
    "--language, else LC_ALL, else LC_MESSAGES, else LANG, else English",
    arguments: [
      ([], [:], .english), ([], ["LANG": "zh_CN.UTF-8"], .chinese),
      ([], ["LANG": "en_GB", "LC_ALL": "zh_CN"], .chinese),
      ([], ["LANG": "zh_CN", "LC_MESSAGES": "C"], .english), ([], ["LC_ALL": "", "LANG": "zh_CN"], .chinese),
      (["--language", "en"], ["LANG": "zh_CN"], .english), (["--language", "zh"], ["LANG": "C"], .chinese),
    ] as [([String], [String: String], ReportLanguage)])
  func language(arguments: [String], environment: [String: String], expected: ReportLanguage) throws {
    #expect(try parse(arguments).language(environment: environment) == expected)
  }

  @Test("--format takes a list; without it everything is written")
  func formats() throws {
    #expect(try parse([]).formats() == .all)
    #expect(try parse(["--format", "json"]).formats() == [.json])
    #expect(try parse(["--format", "html,csv"]).formats() == [.html, .csv])
  }

  @Test("--threads and PRESCREEN_ISA make the engine")
  func engine() throws {
    #expect(try parse([]).engine(environment: [:], processors: 7).loop.threads == 7)
    #expect(try parse(["--threads", "3"]).engine(environment: [:], processors: 7).loop.threads == 3)
    let portable = try parse([]).engine(environment: ["PRESCREEN_ISA": "portable"], processors: 1)
    #expect(portable.kernels.name == "portable")
  }

  @Test(
    "what cannot be meant is an argument error that says what can",
    arguments: [
      (["--threads", "0"], "from 1 to 256"), (["--threads", "many"], "from 1 to 256"), (["--threads", "257"], "256"),
      (["--threads", "-1"], "from 1 to 256"), (["--language", "de"], "en or zh"), (["--format", "json,"], "json,csv"),
      (["--format", "pdf"], "json,csv"), (["--format", "JSON"], "json,csv"),
    ] as [([String], String)])
  func invalid(arguments: [String], hint: String) throws {
    let parsed = try parse(arguments)
    let error = #expect(throws: ArgumentError.self) {
      _ = try parsed.engine(environment: [:], processors: 1)
      _ = try parsed.language(environment: [:])
      _ = try parsed.formats()
    }
    #expect(error?.description.contains(hint) == true)
  }

  @Test("an instruction set that is unknown is an argument error that lists the known ones")
  func unknownInstructionSet() throws {
    let error = #expect(throws: ArgumentError.self) {
      _ = try parse([]).engine(environment: ["PRESCREEN_ISA": "mmx"], processors: 1)
    }
    #expect(error?.description.contains("'mmx'") == true && error?.description.contains("portable") == true)
  }
}

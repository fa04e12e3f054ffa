import FindingsReport

extension OptionRow {
  static let output = OptionRow(
    "output", .value("DIR"), isRequired: true,
    "Where results go, one folder a study, named by its Study Instance UID; made if it is missing.")
  static let threads = OptionRow(
    "threads", .value("N"), "Threads to use; without it, one for each processor. The results are the same.")
  static let language = OptionRow(
    "language", .value("zh|en"),
    "Language of the report; without it, what LC_ALL, LC_MESSAGES or LANG says, else English.")
  static let format = OptionRow(
    "format", .value(ReportFormats.names.map(\.name).joined(separator: ",")),
    "What to write; without it, everything. timings.json is always written.")
  static let progress = OptionRow("progress", .toggle, "Show how far the work is; without it, only on a terminal.")
}

extension CommandRow {
  static let scan = CommandRow(
    name: "scan", operands: .oneOrMore("PATH"),
    summary: "Screen the chest CT studies in files and folders.",
    options: [.output, .threads, .language, .format, .progress],
    notes: """
      PATH is a DICOM file or a folder. Folders are searched at any depth; other files among them are named and
      passed over. Of each study the series that suits best is screened; the others are listed with the
      reason. Standard output gets one line for each study (outcome, folder, findings) and below it the
      findings, best first. A study that was scanned before is scanned again; its older result moves to
      DIR/superseded.
      """,
    run: { arguments, session throws(ArgumentError) in try scan(arguments, session: session) })

  static let watch = CommandRow(
    name: "watch", operands: .none,
    summary: "Screen studies as they arrive in a folder, until told to stop.",
    options: [
      OptionRow("incoming", .value("DIR"), "Watched folder; each folder in it is one centre."),
      OptionRow("output", .value("DIR"), "Where results go, one folder a study, named by its Study Instance UID."),
      OptionRow("archive", .value("DIR"), "Where accepted files move; without it, DIR/archive in the output."),
      OptionRow(
        "quarantine", .value("DIR"),
        "Where foreign and damaged files move; without it, DIR/quarantine in the output."),
      OptionRow(
        "config", .value("FILE"), "Folders, waiting times and limits, as JSON; what stands on the command line wins."),
      .threads, .language, .format,
    ],
    notes: """
      The incoming and the output folder must be named, on the command line or in the configuration file.
      A study is taken when its geometry is whole and nothing arrived for 10 s, or when nothing arrived for
      60 s. SIGTERM or Ctrl-C stops after the study in hand; a second one stops at once. Whatever happens, no
      file is lost and no finished study is repeated. Standard error gets one JSON object a line; none holds a
      patient's name.
      """,
    run: { arguments, session async throws(ArgumentError) in try await watch(arguments, session: session) })

  static let inspect = CommandRow(
    name: "inspect", operands: .one("PATH"),
    summary:
      "Show the series of a path and which would be screened, and why. Nothing is scanned.",
    options: [
      OptionRow("json", .flag, "Print one JSON object instead of text."), .threads, .progress,
    ],
    notes: """
      The hash is the SHA-256 over the slices of the series to screen, from the feet: SOP Instance UID, then HU
      as little-endian 16-bit integers. It is the inputSHA256 of findings.json.
      """,
    run: { arguments, session throws(ArgumentError) in try inspect(arguments, session: session) })
}

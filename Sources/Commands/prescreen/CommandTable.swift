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
      reason. Standard output gets one line for each study (outcome, folder, findings, urgency from 0 to 100 for the
      reading order) and below it the findings, best first. A study that was scanned before is scanned again; its older result moves to
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

  static let phantom = CommandRow(
    name: "phantom", operands: .none,
    summary: "Make a chest CT that never was, with its truth, whole or broken on demand.",
    options: [
      OptionRow("output", .value("DIR"), "Where the study goes; a new or an empty folder, or an older phantom's."),
      OptionRow("seed", .value("N"), "Which patient and which noise; without it, 1."),
      OptionRow("slices", .value("N"), "Number of slices; without it, as many as the chest needs."),
      OptionRow("spacing", .value("MM"), "Distance of the slices; without it, 1, or what --slices leaves of 300 mm."),
      OptionRow("thickness", .value("MM"), "Thickness of the slices; without it, their distance."),
      OptionRow("matrix", .value("N"), "Rows and columns, 64 to 1024; without it, 512."),
      OptionRow("pixel-spacing", .value("MM"), "Distance of the pixels; without it, 360 mm in all."),
      OptionRow("nodules", .value("N"), "Number of nodules; without it, 8."),
      OptionRow("kernel", .value("soft|standard|lung|bone"), "Reconstruction kernel; without it, standard."),
      OptionRow("noise", .value("HU"), "Standard deviation; without it, what is usual for kernel and thickness."),
      OptionRow("transfer-syntax", .value("UID"), "How files are encoded; without it, 1.2.840.10008.1.2.1."),
      OptionRow("enhanced", .flag, "One Enhanced CT object instead of one file a slice."),
      OptionRow("case", .value("NAME"), "Something special, or something broken; without it, plain."),
      OptionRow("list-cases", .flag, "Print the cases; nothing is written."), .threads, .progress,
    ],
    notes: """
      DIR/dicom gets the images, DIR/truth.json where each nodule lies, its diameter, volume and density (LPS mm, as
      drawn, before blur and noise) and what ingest should say of the study; DIR/annotations.csv and
      DIR/seriesuids.csv are the same for scoring by the LUNA16 rules. The same arguments give the same bytes,
      whatever the number of threads. The patient is nobody: PHANTOM^SEED-N.
      """,
    run: { arguments, session throws(ArgumentError) in try phantom(arguments, session: session) })
}

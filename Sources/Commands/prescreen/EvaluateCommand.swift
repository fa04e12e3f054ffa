import Evaluation
import Foundation

extension CommandRow {
  static let evaluate = CommandRow(
    name: "evaluate", operands: .none,
    summary: "Score a list of candidates against a list of nodules, by the rules of LUNA16.",
    options: [
      OptionRow(
        "submission", .value("CSV"), isRequired: true, "Candidates: seriesuid,coordX,coordY,coordZ,probability."),
      OptionRow("annotations", .value("CSV"), isRequired: true, "Nodules: seriesuid,coordX,coordY,coordZ,diameter_mm."),
      OptionRow("excluded", .value("CSV"), "Findings in which marks are ignored; the columns of the nodules."),
      OptionRow("seriesuids", .value("CSV"), isRequired: true, "Every scan, one a line."),
      OptionRow("subgroups", .value("COLUMN,..."), "Columns of the nodules to report by, beside the diameter."),
      OptionRow("bootstrap", .value("N"), "Samples of whole scans that the intervals come from; without it, 1000."),
      OptionRow("seed", .value("N"), "Seed of the samples; without it, 0."),
      OptionRow("output", .value("JSON"), "File to write everything to: curve, groups, every nodule and scan."),
    ],
    notes: """
      A mark finds a nodule where it lies within half its diameter of the centre; of several the best counts. Marks in
      excluded findings are ignored; every other mark is a false positive. At most 100 marks of a scan are read.
      Sensitivity is read from the curve by linear interpolation at 1/8 to 8 false positives a scan; CPM is the mean.
      """,
    run: { arguments, session throws(ArgumentError) in try evaluate(arguments, session: session) })

  private static func evaluate(_ arguments: ParsedArguments, session: Session) throws(ArgumentError) -> ExitCode {
    let columns = (arguments.values["subgroups"] ?? "").split(separator: ",").map(String.init)
    let bootstrap = try arguments.number("bootstrap", in: 0...1_000_000) ?? 1000
    let seed = try arguments.number("seed", in: 0...Int.max) ?? 0
    let evaluation: FROCEvaluation
    do throws(EvaluationError) {
      let lists = try FROCLists(
        seriesUIDs: arguments.required("seriesuids"), annotations: arguments.required("annotations"),
        excluded: arguments.values["excluded"], submission: arguments.required("submission"))
      evaluation = try FROCEvaluation(of: lists, subgroups: columns, bootstrap: bootstrap, seed: UInt64(seed))
    } catch {
      session.console.talk("\(error)")
      return .refused
    }
    for line in FROCTable.lines(evaluation) { session.console.result(line) }
    guard let path = arguments.values["output"] else { return .reported }
    do {
      try FROCDocument(evaluation).data().write(to: URL(fileURLWithPath: path), options: .atomic)
      return .reported
    } catch {
      session.console.talk("\(path): cannot be written: \(error.localizedDescription)")
      return .failed
    }
  }
}

import Evaluation
import Foundation
import PhantomStudies

extension CommandRow {
  static func phantom(_ arguments: ParsedArguments, session: Session) throws(ArgumentError) -> ExitCode {
    if arguments.switches["list-cases"] == true {
      session.console.result(PhantomText.cases())
      return .reported
    }
    guard let output = arguments.values["output"] else { throw .missingOption("--output DIR") }
    let study = PhantomStudy(
      settings: try arguments.phantomSettings(), phantomCase: try arguments.phantomCase(),
      engine: try arguments.engine(session))
    let progress = ProgressLine(console: session.console, wanted: arguments.switches["progress"])
    do throws(PhantomError) {
      let written = try study.write(to: URL(filePath: output, directoryHint: .isDirectory)) {
        progress.update("Writing images", done: $0, total: $1)
      }
      progress.finish()
      session.console.result(PhantomText.summary(of: written, output: output))
      return .reported
    } catch {
      progress.finish()
      session.console.talk("prescreen: \(error)")
      return .failed
    }
  }
}

extension ParsedArguments {
  fileprivate func phantomCase() throws(ArgumentError) -> PhantomCase {
    guard let name = values["case"] else { return .plain }
    guard let found = PhantomCase.named(name) else {
      let near = nearest(to: name, among: PhantomCase.all.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
      throw .invalidValue(option: "case", value: name, expected: "a name that --list-cases prints\(near)")
    }
    return found
  }

  fileprivate func phantomSettings() throws(ArgumentError) -> PhantomSettings {
    var settings = PhantomSettings()
    settings.seed = try number("seed", in: 0...Int.max) ?? settings.seed
    settings.slices = try number("slices", in: PhantomSettings.sliceCounts)
    settings.matrix = try number("matrix", in: PhantomSettings.matrices) ?? settings.matrix
    settings.nodules = try number("nodules", in: 0...ChestPhantom.mostNodules) ?? settings.nodules
    settings.spacing = try decimalNumber("spacing", in: PhantomSettings.spacings)
    settings.thickness = try decimalNumber("thickness", in: PhantomSettings.spacings)
    settings.pixelSpacing = try decimalNumber("pixel-spacing", in: PhantomSettings.pixelSpacings)
    settings.noise = try decimalNumber("noise", in: PhantomSettings.noises)
    settings.isEnhanced = switches["enhanced"] ?? false
    if let name = values["kernel"] {
      guard let kernel = PhantomKernel(rawValue: name) else {
        let known = PhantomKernel.allCases.map(\.rawValue).joined(separator: ", ")
        throw .invalidValue(option: "kernel", value: name, expected: "one of \(known)")
      }
      settings.kernel = kernel
    }
    if let uid = values["transfer-syntax"] {
      guard TransferSyntaxes.writable.contains(uid) else {
        let known = TransferSyntaxes.writable.joined(separator: ", ")
        throw .invalidValue(option: "transfer-syntax", value: uid, expected: "one of \(known)")
      }
      settings.transferSyntaxUID = uid
    }
    return settings
  }
}

/// What the command prints.
private enum PhantomText {
  static func summary(of study: PhantomStudy.Summary, output: String) -> String {
    "written\t\(output)\t\(study.files) files, \(study.nodules) nodules\n  study \(study.studyInstanceUID)"
  }

  static func cases() -> String {
    let width = (PhantomCase.all.map(\.name.count).max() ?? 0) + 2
    return PhantomCase.all.map { one in
      one.name + String(repeating: " ", count: width - one.name.count) + one.summary
    }.joined(separator: "\n")
  }
}

import Foundation
import Screening
import StudyModel

/// What `scan` prints of a study.
enum ResultText {
  /// One line (outcome, folder, findings or the first reason, urgency from 0 to 100 where it was screened), and below it the
  /// findings, best first.
  static func result(of study: ScreenedStudy) -> String {
    let place = study.folder?.path ?? study.path ?? study.report.study.studyInstanceUID ?? "-"
    let summary =
      switch study.outcome {
      case .reported(let count): count == 1 ? "1 finding" : "\(count) findings"
      case .refused: study.report.quality.reasons.first?.code ?? "-"
      case .failed(let stage, _): stage
      }
    let urgency = study.report.urgency.map { [decimal($0.value, digits: 1)] } ?? []
    let line = ([study.outcome.name, printable(place), summary] + urgency).joined(separator: "\t")
    return ([line] + table(of: study.report)).joined(separator: "\n")
  }

  /// What a person should know beside the result, for standard error: why there is none, or what the images lack. `nil` where
  /// all is well.
  static func complaint(about study: ScreenedStudy) -> String? {
    let subject = printable(study.path ?? study.report.study.studyInstanceUID.map { "Study \($0)" } ?? "A study")
    switch study.outcome {
    case .failed(let stage, let reason): return "\(subject) failed (\(stage)): \(printable(reason))"
    case .refused: return lines(study.report.quality.reasons, head: "\(subject) cannot be screened")
    case .reported:
      guard study.report.quality.verdict == .warning else { return nil }
      return lines(study.report.quality.reasons, head: "\(subject) was screened; note")
    }
  }

  private static func lines(_ reasons: [QualityReason], head: String) -> String {
    reasons.map { "\(head): \(text(of: $0))" }.joined(separator: "\n")
  }

  /// E.g. `Slices are missing. (5 mm) [geometry.gap]`.
  static func text(of reason: QualityReason) -> String {
    printable(reason.message + (reason.evidence.isEmpty ? "" : " (\(reason.evidence))") + " [\(reason.code)]")
  }

  private static func table(of report: ScreeningReport) -> [String] {
    guard case .reported = report.outcome, !report.findings.isEmpty else { return [] }
    let head = ["rank", "score", "image", "slice", "size mm", "side", "position LPS mm"]
    let rows = report.findings.map { finding in
      let candidate = finding.candidate
      return [
        "\(finding.rank)", decimal(candidate.probability, digits: 4),
        finding.slice.viewerNumber.map(String.init) ?? "-",
        "\(finding.sliceIndex)", decimal(candidate.blobDiameter.value, digits: 1), candidate.side?.rawValue ?? "-",
        [candidate.position.x, candidate.position.y, candidate.position.z].map { decimal($0, digits: 1) }
          .joined(separator: " "),
      ]
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    return ([head] + rows).map { row in
      let cells = zip(row, widths).map { cell, width in String(repeating: " ", count: width - cell.count) + cell }
      return "  " + cells.joined(separator: "  ")
    }
  }
}

import Foundation
import StudyModel

/// Writes the files of one study's report into a folder.
///
/// `findings.json` and `candidates.csv` depend on the report alone and are the same bytes in every language; `timings.json` is
/// always written, and last. `candidates.csv` is written for a reported study only: an empty table says that nothing was found,
/// no table that nothing was looked for.
public struct ReportWriter: Sendable {
  public let language: ReportLanguage
  public let formats: ReportFormats

  /// Name of the stage that ``write(_:images:timings:into:)`` adds to the timings.
  static let stage = "report"

  public init(language: ReportLanguage, formats: ReportFormats) {
    self.language = language
    self.formats = formats
  }

  /// - Parameters:
  ///   - images: what the pictures are drawn from; without it there are none.
  ///   - timings: the stages so far; the time of writing is added.
  ///   - directory: an existing folder, as ``OutputFolder/publish(name:_:)`` gives.
  /// - Throws: ``ReportError``; the folder may then hold some of the files.
  public func write(
    _ report: ScreeningReport, images: ReportImages?, timings: StageTimings, into directory: URL
  ) throws(ReportError) {
    var timings = timings
    try timings.measure(Self.stage) { () throws(ReportError) in
      for file in try files(of: report, images) {
        try FileAccess.write(file.bytes, to: directory.appendingPathComponent(file.name))
      }
    }
    try FileAccess.write(timings.json.document, to: directory.appendingPathComponent("timings.json"))
  }

  private func files(
    of report: ScreeningReport, _ images: ReportImages?
  ) throws(ReportError) -> [(name: String, bytes: [UInt8])] {
    var pictures = ReportPictures.none
    if let images, !formats.isDisjoint(with: [.png, .html]) { pictures = try ReportPictures(of: report, images) }
    var files: [(name: String, bytes: [UInt8])] = []
    if formats.contains(.png) { files += pictures.files }
    if formats.contains(.json) {
      let names = formats.contains(.png) ? pictures.findings.keys.map { ($0, FindingPicture.fileName(rank: $0)) } : []
      let document = FindingsDocument(report: report, pictures: Dictionary(uniqueKeysWithValues: names))
      files.append(("findings.json", document.json.document))
    }
    if formats.contains(.csv), case .reported = report.outcome, let series = report.series {
      let table = CandidateTable(seriesInstanceUID: series.seriesInstanceUID, candidates: report.candidates)
      files.append(("candidates.csv", table.document))
    }
    if formats.contains(.html) {
      files.append(("report.html", ReportPage(report: report, pictures: pictures, language: language).document))
    }
    return files
  }
}

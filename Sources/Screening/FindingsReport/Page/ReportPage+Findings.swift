import Foundation
import StudyModel

extension ReportPage {
  /// Overview and table first, then a picture each.
  var findings: HTML {
    guard !report.findings.isEmpty else { return overviewAlone }
    return """
      <section><h2>\(display(.findings))</h2>
      <div class="summary">\(overview)<div>\(table)\(notes)</div></div>
      \(report.findings.map(card))</section>
      """
  }

  /// Without findings the overview shows what was looked at.
  private var overviewAlone: HTML {
    pictures.overview == nil
      ? "" : "<section><h2>\(display(.overview))</h2>\n<div class=\"summary\">\(overview)</div></section>"
  }

  private var overview: HTML {
    guard let picture = pictures.overview else { return "" }
    return """
      <figure>\(image(picture, .overviewAlternative(report.findings.count)))
      <figcaption>\(display(.overviewCaption))</figcaption></figure>
      """
  }

  private var table: HTML {
    let rows = report.findings.map { finding -> HTML in
      """
      <tr><td><a href="#finding-\(finding.rank)">\(finding.rank)</a></td>
      <td class="number">\(finding.slice.viewerNumber.map(String.init) ?? "–")</td>
      <td>\(display.side(finding.candidate.side))</td>
      <td>\(display(.about(finding.candidate.blobDiameter.whole)))</td>
      <td class="number">\(display.score(finding.candidate.probability))</td></tr>

      """
    }
    return """
      <table><thead><tr><th scope="col">\(display(.rank))</th><th scope="col" class="number">\(display(.image))</th>
      <th scope="col">\(display(.side))</th><th scope="col">\(display(.size))</th>
      <th scope="col" class="number">\(display(.score))</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>
      """
  }

  /// The networks' probabilities are; the score of the detector without them is not.
  private var isCalibrated: Bool { report.provenance.model != nil }

  private var notes: HTML {
    let notes: [Wording] = [.imageNote, .sizeNote, .scoreNote(calibrated: isCalibrated)]
    return "<div class=\"notes\">\(notes.map { "<p>\(display($0))</p>" as HTML })</div>"
  }

  private func card(_ finding: Finding) -> HTML {
    let candidate = finding.candidate
    let slices = report.series?.slices ?? 0
    let headline = [
      display.slice(finding, of: slices), display.side(candidate.side),
      display(.aboutEstimate(candidate.blobDiameter.whole)),
    ].joined(separator: language == .chinese ? "，" : ", ")
    let place = [
      display(.score(display.score(candidate.probability), calibrated: isCalibrated)),
      display(.sliceFromFeet(finding.sliceIndex, slices)), display(.position(display.coordinates(candidate.position))),
    ].joined(separator: " · ")
    let picture = pictures.findings[finding.rank].map { image($0, .pictureAlternative(finding.rank)) } ?? ""
    return """
      <article id="finding-\(finding.rank)"><header><h3><span class="rank">\(finding.rank)</span>\(headline)</h3>
      <span class="place">\(place)</span></header>
      \(picture)</article>

      """
  }

  private func image(_ picture: ReportPictures.Picture, _ alternative: Wording) -> HTML {
    let content = HTML.trusted(Data(picture.bytes).base64EncodedString())
    return """
      <img src="data:image/png;base64,\(content)" width="\(picture.width)" height="\(picture.height)" alt="\(display(alternative))">
      """
  }
}

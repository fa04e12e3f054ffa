import StudyModel

/// `report.html`: one page that needs nothing else, meant to be grasped in half a minute. What was decided comes first, then
/// whether the images allowed it, then where to look.
struct ReportPage {
  let report: ScreeningReport
  let pictures: ReportPictures
  let language: ReportLanguage

  var display: DisplayText { DisplayText(language: language) }

  /// UTF-8. The page runs no script and loads nothing, and tells the browser to hold it to that.
  var document: [UInt8] {
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="\(language.tag)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(display(.title))</title>
      <style>
      \(HTML.trusted(PageStyle.sheet(runningFoot: runningFoot, page: display(.page))))
      </style>
      </head>
      <body>
      <main>
      <h1>\(display(.title))</h1>
      <p class="notice"><strong>\(display(.notice))</strong> \(display(.noticeDetail))</p>
      \(patientFacts)
      \(outcome)
      \(quality)
      \(performance)
      \(findings)
      \(otherSeries)
      </main>
      \(provenance)
      </body>
      </html>

      """
    return Array(page.markup.utf8)
  }

  /// Patient, study and notice for the foot of printed sheets.
  private var runningFoot: String {
    let patient = report.study.patient
    let parts = [
      patient?.name.map(display.name), patient?.identifier, report.study.studyDate.map(display.date), display(.notice),
    ]
    return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

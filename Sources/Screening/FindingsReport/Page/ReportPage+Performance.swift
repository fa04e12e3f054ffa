import StudyModel

extension ReportPage {
  /// What was measured for such a scan, and what no report excludes; nothing for a study that was not screened.
  var performance: HTML {
    guard case .reported = report.outcome else { return "" }
    return """
      <section class="performance"><h2>\(display(.performance))</h2> \(measured)
      <p>\(display(.notExcluded))</p></section>
      """
  }

  private var measured: HTML {
    guard let measured = report.performanceForSeries else { return "<span>\(display(notMeasured))</span>" }
    let heads = measured.sizes.map { "<th scope=\"col\">\(display(.sizeRange($0.from, $0.to, display)))</th>" as HTML }
    let cells = measured.sizes.map { size -> HTML in
      "<td>\(display(.found(size.found, of: size.nodules))) (\(display.percent(size.interval)))</td>"
    }
    return """
      <span>\(display(.insertionBenchmark(display.thickness(measured.spacing))))</span>
      <table><thead><tr>\(heads)</tr></thead><tbody><tr>\(cells)</tr></tbody></table>
      <p>\(display(.falseMarks(display.rate(measured.falsePositivesPerScan), series: measured.series)))</p>
      """
  }

  private var notMeasured: Wording {
    guard report.performance != nil, let spacing = report.series?.sliceSpacing else { return .notMeasured }
    return .notMeasuredAt(display.thickness(spacing))
  }
}

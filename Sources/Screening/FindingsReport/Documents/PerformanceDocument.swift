import StudyModel

/// What was measured for such a scan, in `findings.json`.
struct PerformanceDocument {
  let performance: MeasuredPerformance
  let measured: MeasuredPerformance.SpacingClass

  /// `nil` where the study was not screened, or nothing was measured for such a scan.
  init?(of report: ScreeningReport) {
    guard let performance = report.performance, let measured = report.performanceForSeries else { return nil }
    self.performance = performance
    self.measured = measured
  }

  var json: JSONText {
    .object([
      "benchmark": .string(performance.benchmark),
      "limits": .string(Notice.performance),
      "plan": .string(performance.plan),
      "model": .optional(performance.model),
      "spacingMM": .short(measured.spacing.value, digits: 2),
      "series": .integer(measured.series),
      "falsePositivesPerScan": .fixed(measured.falsePositivesPerScan, digits: 2),
      "sizes": .array(
        measured.sizes.map { size in
          .object([
            "fromMM": .short(size.from.value, digits: 1),
            "toMM": .optional(size.to) { .short($0.value, digits: 1) },
            "nodules": .integer(size.nodules),
            "found": .integer(size.found),
            "low": .fixed(size.interval.lowerBound, digits: 4),
            "high": .fixed(size.interval.upperBound, digits: 4),
          ])
        }),
    ])
  }
}

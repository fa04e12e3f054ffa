import StudyModel
import Testing

@Suite("What was measured for such a scan")
struct MeasuredPerformanceTests {
  private static let performance = MeasuredPerformance(
    benchmark: "b", plan: "p", model: nil,
    spacings: [1, 2.5, 5].map {
      MeasuredPerformance.SpacingClass(
        spacing: Millimetres($0), series: 4, falsePositivesPerScan: 1, sizes: [])
    })

  private func series(spacing: PatientVector?, thickness: Double? = nil) -> SeriesDescription {
    SeriesDescription(
      seriesInstanceUID: "1.2", modality: "CT", seriesNumber: nil, slices: 9, spacing: spacing, manufacturer: nil,
      kernel: nil, sliceThickness: thickness.map { Millimetres($0) }, transferSyntaxUID: nil)
  }

  private func measured(_ spacing: Double, thickness: Double? = nil) -> Double? {
    let series = series(spacing: PatientVector(x: 0.7, y: 0.7, z: spacing), thickness: thickness)
    return Self.performance.spacingClass(of: series)?.spacing.value
  }

  @Test(
    "the nearest class by ratio; nothing where the slices are thicker or much thinner than any that were measured",
    arguments: [
      (0.49, nil), (0.5, 1), (0.625, 1), (1, 1), (1.5, 1), (1.6, 2.5), (2, 2.5), (3, 2.5), (3.75, 5), (5, 5), (5.5, 5),
      (5.6, nil), (10, nil), (0, nil), (.nan, nil), (-1, nil),
    ] as [(Double, Double?)])
  func nearest(spacing: Double, expected: Double?) { #expect(measured(spacing) == expected) }

  @Test("slices that overlap are as coarse as they are thick; thin ones far apart are as coarse as they are far apart")
  func thickness() {
    #expect(measured(2.5, thickness: 5) == 5)
    #expect(measured(5, thickness: 1) == 5)
    #expect(measured(1, thickness: 8) == nil)
  }

  @Test("nothing is known where the spacing is not, or nothing was measured")
  func unknown() {
    #expect(Self.performance.spacingClass(of: series(spacing: nil, thickness: 1)) == nil)
    let empty = MeasuredPerformance(benchmark: "b", plan: "p", model: nil, spacings: [])
    #expect(empty.spacingClass(of: series(spacing: PatientVector(x: 1, y: 1, z: 1))) == nil)
  }
}

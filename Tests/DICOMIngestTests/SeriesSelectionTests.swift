import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Which series is screened")
struct SeriesSelectionTests {
  private func rank(
    slices: Int = 300, spacing: Double = 1, thickness: Double? = nil, kernel: String? = nil, hasWarning: Bool = false,
    number: Int? = 3, uid: String = "1.2"
  ) -> SelectionRank {
    let spacing = PatientVector(x: 0.7, y: 0.7, z: spacing)
    return SelectionRank(
      geometry: VolumeGeometry(shape: GridShape(x: 8, y: 8, z: slices), origin: .zero, spacing: spacing),
      description: SeriesDescription(
        seriesInstanceUID: uid, modality: "CT", seriesNumber: number, slices: slices, spacing: spacing,
        manufacturer: nil,
        kernel: kernel, sliceThickness: thickness.map(Millimetres.init), transferSyntaxUID: nil),
      hasWarning: hasWarning)
  }

  /// Better and worse, and the rule that tells them apart though every later one would say the opposite.
  private var pairs: [(better: SelectionRank, worse: SelectionRank, by: String)] {
    [
      (
        rank(slices: 60, spacing: 5, kernel: "BONE", hasWarning: true), rank(slices: 100),
        "the other covers the whole chest"
      ),
      (rank(slices: 200, kernel: "BONE", hasWarning: true), rank(spacing: 2), "the other has thinner slices"),
      (rank(spacing: 3, kernel: "BONE"), rank(spacing: 5), "the other has thinner slices"),
      (rank(slices: 200, spacing: 1.5, hasWarning: true), rank(kernel: "LUNG"), "the other has a softer kernel"),
      (
        rank(slices: 200, spacing: 1.5, kernel: "LUNG", hasWarning: true), rank(kernel: "BONE"),
        "the other has a softer kernel"
      ),
      (rank(slices: 200, spacing: 1.5, number: 9), rank(hasWarning: true), "the other has no warning"),
      (rank(slices: 250, number: 9), rank(spacing: 1.25), "the other has thinner slices"),
      (rank(slices: 250, number: 9), rank(thickness: 1.25), "the other has thinner slices"),
      (rank(slices: 320, number: 9), rank(), "the other covers more"),
      (rank(number: 2, uid: "1.3"), rank(), "the other has the lower series number"),
      (rank(), rank(number: nil), "the other has the lower series number"),
      (rank(), rank(uid: "1.3"), "the other is alike and comes first"),
    ]
  }

  @Test("the first difference decides") func order() {
    for (index, pair) in pairs.enumerated() {
      #expect(pair.better.advantage(over: pair.worse) == pair.by, "pair \(index)")
      #expect(pair.worse.advantage(over: pair.better) == nil, "pair \(index)")
    }
  }

  @Test("law: an order, whatever the series") func law() {
    let all = pairs.flatMap { [$0.better, $0.worse] }
    for a in all {
      #expect(a.advantage(over: a) == nil)
      for b in all where a != b { #expect((a.advantage(over: b) == nil) != (b.advantage(over: a) == nil)) }
    }
    let sorted = all.sorted { $0.advantage(over: $1) != nil }
    for (i, a) in sorted.enumerated() {
      for b in sorted[i...] { #expect(b.advantage(over: a) == nil) }
    }
  }

  @Test(
    "kernels by their makers' names",
    arguments: [
      ("STANDARD", KernelClass.smooth), ("SOFT", .smooth), ("CHEST", .smooth), ("LUNG", .sharp), ("BONE", .verySharp),
      ("BONEPLUS", .verySharp), ("B31f", .smooth), ("B45f", .smooth), ("B50f", .sharp), ("B60f", .sharp),
      ("B70f", .verySharp),
      ("Br40d\\3", .smooth), ("Bl57d\\2", .sharp), ("I70f\\3", .verySharp), ("D40s", .smooth), ("FC08", .smooth),
      ("FC52", .sharp), ("FC30", .verySharp), ("FC86", .verySharp), ("B", .smooth), ("L", .sharp), ("D", .verySharp),
      ("B_SOFT_B", .smooth), ("B_SHARP_C", .sharp), ("B_VSHARP_B", .verySharp), ("", .smooth), ("F20", .smooth),
    ])
  func kernels(name: String, expected: KernelClass) { #expect(KernelClass(kernel: name) == expected) }

  @Test("an unknown kernel counts as soft") func noKernel() { #expect(KernelClass(kernel: nil) == .smooth) }

  @Test("the rest of the study is listed with its reason, the best series first") func listing() throws {
    let folder = try TestFolder()
    // 1: thin bone kernel. 2: thin soft kernel. 3: thick. 4: three slices.
    for (series, count, spacing, kernel) in [
      (1, 100, 2.0, "BONE"), (2, 100, 2.0, "SOFT"), (3, 40, 5.0, "SOFT"), (4, 3, 2.0, "SOFT"),
    ] {
      try folder.writeStack(count, in: "\(series)") { file, number in
        file.set(0x0008, 0x0018, "UI", "1.2.3.4\(series).\(number)")
        file.set(0x0020, 0x000E, "UI", "1.2.3.4\(series)")
        file.set(0x0020, 0x0011, "IS", "\(series)")
        file.set(0x0020, 0x0032, "DS", "0\\0\\\(Double(number) * spacing)")
        file.set(0x0018, 0x0050, "DS", "\(spacing)")
        file.set(0x0018, 0x1210, "SH", kernel)
      }
    }
    let selection = try #require(index(folder).studies.first).select()
    #expect(selection.ranked.map(\.description.seriesNumber) == [2, 1, 3])
    #expect(selection.others.map(\.series.seriesNumber) == [1, 3, 4])
    #expect(
      selection.others.map(\.quality.codes) == [["series.passedOver"], ["series.passedOver"], ["series.tooFewSlices"]])
    #expect(
      selection.others.map { $0.quality.reasons[0].evidence }.prefix(2) == [
        "the other has a softer kernel", "the other has thinner slices",
      ])
    #expect(selection.quality.verdict == .analysable)
  }
}

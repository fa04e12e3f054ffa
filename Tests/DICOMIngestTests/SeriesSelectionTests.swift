import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Which series is screened")
struct SeriesSelectionTests {
  private func rank(
    slices: Int = 300, spacing: Double = 1, thickness: Double? = nil, kernel: String? = nil, warnings: Int = 0,
    columns: Int = 512, isReformatted: Bool = false, number: Int? = 3, uid: String = "1.2", stack: Int = 0,
    bodyPart: BodyPart = BodyPart(region: .chest)
  ) -> SelectionRank {
    let spacing = PatientVector(x: 0.7, y: 0.7, z: spacing)
    return SelectionRank(
      geometry: VolumeGeometry(shape: GridShape(x: columns, y: 512, z: slices), origin: .zero, spacing: spacing),
      description: SeriesDescription(
        seriesInstanceUID: uid, modality: "CT", seriesNumber: number, slices: slices, spacing: spacing,
        manufacturer: nil,
        kernel: kernel, sliceThickness: thickness.map(Millimetres.init), transferSyntaxUID: nil),
      bodyPart: bodyPart, warnings: warnings, isReformatted: isReformatted, stack: stack)
  }

  /// Better and worse, and what is held against the worse one, though every later rule would say the opposite.
  private var pairs: [(better: SelectionRank, worse: SelectionRank, by: String)] {
    [
      (
        rank(slices: 10, kernel: "BONE"), rank(bodyPart: BodyPart(region: .elsewhere, source: .bodyPartExamined)),
        "another part of the body: Body Part Examined (0018,0015)"
      ),
      (
        rank(slices: 10, kernel: "BONE", bodyPart: BodyPart()),
        rank(uid: "1.1", bodyPart: BodyPart(region: .elsewhere, source: .seriesDescription)),
        "another part of the body: Series Description (0008,103E)"
      ),
      (rank(slices: 10, kernel: "BONE"), rank(bodyPart: BodyPart()), "does not name the chest"),
      (
        rank(slices: 60, spacing: 5, kernel: "BONE", warnings: 1, columns: 300), rank(slices: 100),
        "less than a whole chest: 10 cm"
      ),
      (rank(spacing: 3, kernel: "BONE", warnings: 1), rank(columns: 286), "narrower field: 200 mm against 358 mm"),
      (
        rank(slices: 200, kernel: "BONE", warnings: 1, isReformatted: true), rank(spacing: 2),
        "thicker slices: 2 mm against 1 mm"
      ),
      (rank(spacing: 3, kernel: "BONE"), rank(spacing: 5), "thicker slices: 5 mm against 3 mm"),
      (rank(slices: 200, spacing: 1.5, kernel: "BONE"), rank(isReformatted: true), "reformatted from other images"),
      (rank(slices: 200, spacing: 1.5, warnings: 1), rank(kernel: "LUNG"), "lung kernel"),
      (rank(slices: 200, spacing: 1.5, kernel: "LUNG", warnings: 1), rank(kernel: "BONE"), "bone or edge kernel"),
      (rank(slices: 200, spacing: 1.5, warnings: 1, number: 9), rank(warnings: 2), "more warnings: 2 against 1"),
      (rank(slices: 250, number: 9), rank(spacing: 1.25), "thicker slices: 1.25 mm against 1 mm"),
      (rank(slices: 250, number: 9), rank(thickness: 1.25), "thicker slices: 1.25 mm against 1 mm"),
      (rank(slices: 320, number: 9), rank(), "less coverage: 30 cm against 32 cm"),
      (rank(number: 2, uid: "1.3"), rank(), "higher series number"),
      (rank(), rank(number: nil), "higher series number"),
      (rank(stack: 1), rank(uid: "1.3"), "alike, and comes later"),
      (rank(), rank(stack: 1), "alike, and comes later"),
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
      ("B_SOFT_B", .smooth), ("B_SHARP_C", .sharp), ("B_VSHARP_B", .verySharp),
    ])
  func kernels(name: String, expected: KernelClass) { #expect(KernelClass(kernel: name) == expected) }

  @Test("a kernel that is not known ranks as soft", arguments: [nil, "", "F20", "XYZ"]) func noKernel(name: String?) {
    #expect(KernelClass(kernel: name) == nil)
    #expect(rank(kernel: name).kernel == .smooth)
  }

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
      selection.others.map(\.quality.codes) == [
        ["kernel.edge", "series.passedOver"], ["geometry.thick", "series.passedOver"], ["series.tooFewSlices"],
      ])
    #expect(
      selection.others.compactMap { $0.quality.reasons.first { $0.code == "series.passedOver" }?.evidence } == [
        "bone or edge kernel", "thicker slices: 5 mm against 2 mm",
      ])
    #expect(selection.quality.verdict == .analysable)
  }
}

import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Which slices of a series belong together")
struct StackSplitTests {
  /// An axial slice at a height, in mm.
  private func slice(
    _ height: Double, acquisition: Int? = nil, _ change: (inout SliceTraits) -> Void = { _ in }
  ) -> SliceTraits {
    var slice = SliceTraits(plane: Self.plane(z: height), rows: 512, columns: 512)
    slice.acquisitionNumber = acquisition
    change(&slice)
    return slice
  }

  private static func plane(
    z: Double, row: PatientVector = PatientVector(x: 1, y: 0, z: 0),
    column: PatientVector = PatientVector(x: 0, y: 1, z: 0),
    spacing: Double = 0.7
  ) -> ImagePlane {
    ImagePlane(
      position: PatientVector(x: -180, y: -180, z: z), rowAxis: row, columnAxis: column, columnSpacing: spacing,
      rowSpacing: spacing)
  }

  private func run(_ heights: Range<Int>, step: Double = 2, _ change: (inout SliceTraits) -> Void = { _ in })
    -> [SliceTraits]
  {
    heights.map { slice(Double($0) * step, change) }
  }

  /// The stacks as sorted lists of indices.
  private func stacks(_ slices: [SliceTraits]) -> [[Int]] { StackSplit(slices).stacks.map { $0.sorted() } }

  private func labels(_ slices: [SliceTraits]) -> [String] {
    StackLabels(StackSplit(slices).stacks.map { $0.map { slices[$0] } }).labels
  }

  @Test("slices that differ in nothing but their height are one stack, in any order", arguments: 0..<5)
  func one(seed: Int) {
    var random = SplitMix64(seed: seed)
    let slices = run(0..<100).shuffled(using: &random)
    #expect(stacks(slices) == [Array(0..<100)])
  }

  @Test("two phases over the same heights are told apart by acquisition number, and named by it") func phases() {
    let slices = run(0..<100) { $0.acquisitionNumber = 1 } + run(0..<90) { $0.acquisitionNumber = 2 }
    #expect(stacks(slices) == [Array(0..<100), Array(100..<190)])
    #expect(labels(slices) == ["acquisition 1", "acquisition 2"])
  }

  @Test(
    "two phases are told apart by whatever tells them apart",
    arguments: [
      "temporal position 2", "80 kV", "1.25 mm thick", "acquired from 10:15:30", "DERIVED\\SECONDARY",
    ])
  func properties(label: String) {
    let slices =
      run(0..<50) { slice in
        slice.temporalPosition = 1
        slice.tubeVoltage = 120
        slice.thickness = 2
        slice.acquisitionTime = "20200101101500"
        slice.imageType = ["ORIGINAL", "PRIMARY"]
      }
      + run(0..<40) { slice in
        slice.temporalPosition = label == "temporal position 2" ? 2 : 1
        slice.tubeVoltage = label == "80 kV" ? 80 : 120
        slice.thickness = label == "1.25 mm thick" ? 1.25 : 2
        slice.acquisitionTime = label == "acquired from 10:15:30" ? "20200101101530" : "20200101101500"
        slice.imageType = label == "DERIVED\\SECONDARY" ? ["DERIVED", "SECONDARY"] : ["ORIGINAL", "PRIMARY"]
      }
    #expect(stacks(slices) == [Array(0..<50), Array(50..<90)])
    #expect(labels(slices).last == label)
  }

  @Test("an acquisition number for every slice splits nothing") func numberedSlices() {
    let slices = (0..<60).map { slice(Double($0) * 5, acquisition: $0) }
    #expect(stacks(slices) == [Array(0..<60)])
  }

  @Test("a second acquisition that continues along the body belongs to the first") func continued() {
    let slices = run(0..<60) { $0.acquisitionNumber = 1 } + run(60..<100) { $0.acquisitionNumber = 2 }
    #expect(stacks(slices) == [Array(0..<100)])
  }

  @Test("positions scanned twice with a number and a time for every slice are two stacks, not many") func stepAndShoot()
  {
    // Two passes at each position before the table moves.
    let slices = (0..<120).map { number in
      slice(Double(number / 2) * 5, acquisition: number) { $0.acquisitionTime = "2020010110\(1000 + number)" }
    }
    #expect(stacks(slices) == [(0..<60).map { $0 * 2 }, (0..<60).map { $0 * 2 + 1 }])
    #expect(labels(slices) == ["acquisitions 0–118", "acquisitions 1–119"])
  }

  @Test("a chest and an abdomen that overlap by some slices are two stacks") func overlapping() {
    let slices = run(0..<60) { $0.acquisitionNumber = 1 } + run(55..<160) { $0.acquisitionNumber = 2 }
    #expect(stacks(slices) == [Array(60..<165), Array(0..<60)])
  }

  @Test("a chest and an abdomen with a hole between are two stacks; the hole is no missing slice") func apart() {
    let slices = run(0..<60) { $0.acquisitionNumber = 1 } + run(80..<180) { $0.acquisitionNumber = 2 }
    #expect(stacks(slices) == [Array(60..<160), Array(0..<60)])
  }

  @Test("a missing slice does not split a stack of short acquisitions") func lost() {
    let slices = (0..<120).filter { $0 != 70 }.map { slice(Double($0) * 2, acquisition: $0 / 30) }
    #expect(stacks(slices).count == 1)
  }

  @Test("what nothing tells apart stays together, to be refused") func alike() {
    #expect(stacks(run(0..<30) + run(0..<30)) == [Array(0..<60)])
  }

  @Test("kernels, sizes, pixel spacings, directions and projections under one series are stacks of their own")
  func kinds() {
    let upright = PatientVector(x: 0, y: 0, z: -1)
    let slices =
      run(0..<40) { $0.kernel = "STANDARD" } + run(0..<39) { $0.kernel = "LUNG" }
      + run(0..<38) { $0.rows = 768 } + run(0..<37) { $0.plane = Self.plane(z: $0.plane.position.z, spacing: 0.5) }
      + run(0..<36) { $0.plane = Self.plane(z: $0.plane.position.z, column: upright) }
      + run(0..<35) { $0.imageType = ["DERIVED", "SECONDARY", "MIP"] }
    #expect(stacks(slices).map(\.count) == [40, 39, 38, 37, 36, 35])
    let labels = labels(slices)
    #expect(Set(labels).count == 6)
    #expect(labels[1].hasSuffix("kernel LUNG") && labels[4].contains("coronal") && labels[5].contains("projection"))
  }

  @Test("localizers among slices are set aside; alone they stay") func localizers() {
    let scout = slice(0) { $0.imageType = ["ORIGINAL", "PRIMARY", "LOCALIZER"] }
    let split = StackSplit(run(0..<30) + [scout, scout])
    #expect(split.stacks == [Array(0..<30)] && split.localizers == [30, 31])
    #expect(StackSplit([scout, scout]).stacks == [[0, 1]])
  }

  @Test("a few images of another kind are listed beside the stack") func rest() {
    let summary = slice(700) { $0.rows = 1024 }
    let slices = run(0..<30) + [summary]
    #expect(stacks(slices) == [Array(0..<30), [30]])
    #expect(labels(slices) == ["512 × 512", "512 × 1024"])
  }

  @Test("images of another kind that fill holes of the stack are judged with it") func fillings() {
    var slices = run(0..<30)
    slices[9].plane = Self.plane(z: 18, spacing: 0.5)
    #expect(stacks(slices) == [Array(0..<30)])
  }

  @Test("series without any stack are judged whole") func none() {
    #expect(stacks(run(0..<5) + run(0..<5) { $0.kernel = "LUNG" }) == [Array(0..<10)])
  }
}

import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Which acquisitions continue each other where others overlap")
struct StackJoinTests {
  private func run(_ heights: Range<Int>, _ change: (inout SliceTraits) -> Void) -> [SliceTraits] {
    heights.map { height in
      var slice = SliceTraits(
        plane: ImagePlane(
          position: PatientVector(x: -180, y: -180, z: Double(height) * 2), rowAxis: PatientVector(x: 1, y: 0, z: 0),
          columnAxis: PatientVector(x: 0, y: 1, z: 0), columnSpacing: 0.7, rowSpacing: 0.7),
        rows: 512, columns: 512)
      change(&slice)
      return slice
    }
  }

  /// Acquisitions 1 and 2 over the same 25 places, and 3 over the next 25.
  private func three(_ change: (inout SliceTraits, _ acquisition: Int) -> Void = { _, _ in }) -> [SliceTraits] {
    (1...3).flatMap { acquisition in
      run(acquisition == 3 ? 25..<50 : 0..<25) { slice in
        slice.acquisitionNumber = acquisition
        change(&slice, acquisition)
      }
    }
  }

  private func stacks(_ slices: [SliceTraits]) -> [[Int]] { StackSplit(slices).stacks.map { $0.sorted() } }

  private static let withSecond = [Array(25..<75), Array(0..<25)]
  private static let withFirst = [Array(0..<25) + Array(50..<75), Array(25..<50)]
  private static let apart = [Array(0..<25), Array(25..<50), Array(50..<75)]

  @Test("tube voltage, contrast agent and description decide before the number does") func alike() {
    #expect(stacks(three { $0.tubeVoltage = $1 == 2 ? 80 : 120 }) == Self.withFirst)
    #expect(stacks(three { $0.contrastAgent = $1 == 2 ? "IODINE" : nil }) == Self.withFirst)
    #expect(stacks(three { $0.seriesDescription = $1 == 2 ? "Arterial" : "Native" }) == Self.withFirst)
    #expect(stacks(three { $0.contrastAgent = $1 == 1 ? nil : "IODINE" }) == Self.withSecond)
  }

  @Test("then the nearest time, with and without fractions and dates; then the nearest number") func nearest() {
    let times = ["100400.5", "100000", "20200101100410.25"]
    #expect(stacks(three { $0.acquisitionTime = times[$1 - 1] }) == Self.withFirst)
    let other = ["100000", "100400", "100410"]
    #expect(stacks(three { $0.acquisitionTime = other[$1 - 1] }) == Self.withSecond)
    #expect(stacks(three()) == Self.withSecond)
  }

  @Test("what nothing decides, and what is unlike both, stays apart") func ambiguous() {
    let slices = three { slice, acquisition in
      slice.acquisitionNumber = nil
      slice.temporalPosition = acquisition
    }
    #expect(stacks(slices) == Self.apart)
    #expect(StackSplit(slices).stacks.allSatisfy { StackSplit(slices).parts(of: $0).isEmpty })
    #expect(stacks(three { $0.contrastAgent = $1 == 3 ? "IODINE" : nil }) == Self.apart)
  }

  @Test("with contrast agent, the only free stack may be the wrong one") func unlike() {
    let slices =
      run(0..<25) { $0.acquisitionNumber = 1 }
      + run(25..<50) {
        $0.acquisitionNumber = 2
        $0.contrastAgent = "IODINE"
      }
      + run(0..<25) {
        $0.acquisitionNumber = 3
        $0.contrastAgent = "IODINE"
      }
    #expect(stacks(slices) == Self.withSecond)
  }

  @Test("what was put together is told; what was one acquisition from the start is not") func parts() {
    let split = StackSplit(three())
    #expect(split.stacks.map { split.parts(of: $0) } == [["acquisition 2", "acquisition 3"], []])
    let plain = StackSplit(run(0..<30) { $0.acquisitionNumber = 1 } + run(30..<60) { $0.acquisitionNumber = 2 })
    #expect(plain.stacks.map { plain.parts(of: $0) } == [[]])
  }

  @Test("table steps scanned twice are dealt out in turn, the last one cut short or not", arguments: [119, 120])
  func tableSteps(count: Int) {
    let slices = (0..<count).flatMap { number in run(number / 2..<number / 2 + 1) { $0.acquisitionNumber = number } }
    #expect(stacks(slices) == [Array(stride(from: 0, to: count, by: 2)), Array(stride(from: 1, to: count, by: 2))])
  }

  @Test("a stack put together from several acquisitions is screened with a warning") func warning() throws {
    let folder = try TestFolder()
    for acquisition in 1...3 {
      try folder.writeStack(40, in: "\(acquisition)") { file, number in
        file.set(0x0008, 0x0018, "UI", "1.2.3.40.\(acquisition).\(number)")
        file.set(0x0020, 0x0012, "IS", "\(acquisition)")
        file.set(0x0020, 0x0013, "IS", "\(100 * acquisition + number)")
        file.set(0x0018, 0x0010, "LO", acquisition == 1 ? "NONE" : "IODINE")
        if acquisition == 3 { file.set(0x0020, 0x0032, "DS", "-3\\-4\\\(Double(number + 40) * 2.5)") }
      }
    }
    let ranked = try #require(index(folder).studies.first).select().ranked
    #expect(ranked.map(\.instances.count) == [80, 40])
    #expect(ranked[0].quality.verdict == .warning)
    #expect(ranked[0].quality.codes == ["series.joined", "contrast.given"])
    #expect(ranked[0].quality.reasons[0].evidence == "acquisition 2, acquisition 3")
    #expect(!ranked[1].quality.codes.contains("series.joined"))
  }
}

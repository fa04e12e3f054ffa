import Foundation
import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Several stacks under one Series Instance UID")
struct SeveralStacksTests {
  private let folder: TestFolder
  init() throws { folder = try TestFolder() }

  /// A second run of slices of the same series, over the same heights unless changed.
  private func writeSecond(_ count: Int = 24, _ change: (inout TestFile, _ number: Int) -> Void) throws {
    try folder.writeStack(count, in: "second") { file, number in
      file.set(0x0008, 0x0018, "UI", "1.2.3.40.9.\(number)")
      file.set(0x0020, 0x0013, "IS", "\(100 + number)")
      change(&file, number)
    }
  }

  private func selection() throws -> SeriesSelection { try #require(index(folder).studies.first).select() }

  @Test("two acquisitions over the same heights: one is screened, the other listed with its label") func acquisitions()
    throws
  {
    try folder.writeStack(30) { file, _ in file.set(0x0020, 0x0012, "IS", "1") }
    try writeSecond(28) { file, _ in file.set(0x0020, 0x0012, "IS", "2") }
    let selection = try selection()
    #expect(selection.ranked.map(\.description.stack) == ["acquisition 1", "acquisition 2"])
    #expect(selection.ranked.map(\.instances.count) == [30, 28])
    #expect(selection.others.map(\.series.stack) == ["acquisition 2"])
    #expect(selection.others.map(\.series.seriesInstanceUID) == [TestFile.series])
    #expect(selection.others[0].quality.reasons.map(\.evidence) == ["alike, and comes later"])
  }

  @Test("two kernels: the softer one is screened") func kernels() throws {
    try folder.writeStack { file, _ in file.set(0x0018, 0x1210, "SH", "BONE") }
    try writeSecond { _, _ in }
    let selection = try selection()
    #expect(selection.ranked.map(\.description.stack) == ["kernel STANDARD", "kernel BONE"])
    #expect(selection.others[0].quality.codes == ["kernel.edge", "series.passedOver"])
    #expect(selection.others[0].quality.reasons[1].evidence == "bone or edge kernel")
  }

  @Test("a broken stack does not take the other one with it") func broken() throws {
    try folder.writeStack { file, _ in file.set(0x0020, 0x0012, "IS", "1") }
    try writeSecond(40) { file, number in
      file.set(0x0020, 0x0012, "IS", "2")
      if number > 30 { file.set(0x0020, 0x0032, "DS", "-3\\-4\\\(Double(number + 3) * 2.5)") }
    }
    let selection = try selection()
    #expect(selection.ranked.map(\.description.stack) == ["acquisition 1"])
    #expect(selection.others.map(\.series.stack) == ["acquisition 2"])
    #expect(selection.others[0].quality.codes == ["geometry.gap"])
    #expect(
      selection.others[0].quality.reasons[0].evidence
        == "10.00 mm after z = 75.0 mm, elsewhere 2.50 mm: 3 slices missing")
  }

  @Test("localizers among the slices are set aside with a note") func localizers() throws {
    try folder.writeStack()
    try writeSecond(2) { file, _ in
      file.set(0x0008, 0x0008, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER")
      file.set(0x0020, 0x0037, "DS", "1\\0\\0\\0\\0\\-1")
    }
    let series = try #require(index(folder).onlySeries)
    #expect(series.description.stack == nil && series.instances.count == 24)
    #expect(series.quality.verdict == .analysable)
    #expect(series.quality.reasons.map { [$0.code, $0.evidence] } == [["series.localizersAside", "2 images"]])
  }

  @Test("equal pixels at the same positions under other UIDs: each is used once, with a note") func copies() throws {
    try folder.writeStack()
    try writeSecond(7) { _, _ in }
    let series = try #require(index(folder).onlySeries)
    #expect(series.quality.verdict == .analysable)
    #expect(series.quality.reasons.map { [$0.code, $0.evidence] } == [["instance.repeated", "7 images left out"]])
    #expect(series.instances.map(\.instanceNumber) == Array(1...24))
  }

  @Test("other pixels at the same positions that nothing tells apart: refused, with the positions") func ambiguous()
    throws
  {
    try folder.writeStack()
    try writeSecond { file, _ in file.setPixels([UInt16](repeating: 1100, count: 96 * 96)) }
    let series = try #require(index(folder).onlySeries)
    #expect(series.quality.codes == ["geometry.duplicatePosition"])
    #expect(series.quality.reasons[0].evidence == "z = 2.5 mm, z = 5.0 mm, z = 7.5 mm and 21 more")
  }

  @Test("a study with a stack that is still arriving is not whole") func arriving() throws {
    try folder.writeStack { file, _ in file.set(0x0020, 0x0012, "IS", "1") }
    try writeSecond(24) { file, number in
      file.set(0x0020, 0x0012, "IS", "2")
      file.set(0x0020, 0x0013, "IS", "\(24 + number)")
    }
    let all = try #require(index(folder).studies.first).series.flatMap(\.instances)
    #expect(all.count == 48 && DICOMIngest.isWhole(all))
    #expect(!DICOMIngest.isWhole(all.filter { $0.instanceNumber != 30 }))
  }
}

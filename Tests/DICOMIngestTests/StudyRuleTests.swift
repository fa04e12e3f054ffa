import Foundation
import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("What makes a study, a series, a stack")
struct StudyRuleTests {
  @Test("a stack of good slices is analysable") func good() throws {
    let folder = try TestFolder()
    try folder.writeStack()
    let series = try #require(index(folder).onlySeries)
    #expect(series.quality == SeriesQuality(verdict: .analysable, reasons: []))
    #expect(series.geometry?.shape == GridShape(x: 96, y: 96, z: 24))
    #expect(series.instances.map(\.instanceNumber) == Array(1...24))
    #expect(
      series.description
        == SeriesDescription(
          seriesInstanceUID: "1.2.3.40", modality: "CT", seriesNumber: 3, slices: 24,
          spacing: PatientVector(x: 2.5, y: 2.5, z: 2.5), manufacturer: nil, kernel: "STANDARD",
          sliceThickness: Millimetres(2.5),
          transferSyntaxUID: "1.2.840.10008.1.2.1"))
  }

  @Test("the number of slices that a series needs", arguments: [(19, false), (20, true)])
  func count(slices: Int, isEnough: Bool) throws {
    let folder = try TestFolder()
    try folder.writeStack(slices)
    #expect(index(folder).onlySeries?.quality.codes == (isEnough ? [] : ["series.tooFewSlices"]))
  }

  @Test(
    "two patients under one Study UID: other ID, or other birth date",
    arguments: [
      (0x0010, 0x0020, "LO", "P2"), (0x0010, 0x0030, "DA", "19500101"),
    ] as [(UInt16, UInt16, String, String)])
  func twoPatients(group: UInt16, element: UInt16, vr: String, value: String) throws {
    let folder = try TestFolder()
    try folder.writeStack { file, number in
      file.set(0x0010, 0x0030, "DA", "19600101")
      if number == 5 { file.set(group, element, vr, value) }
    }
    let study = try #require(index(folder).studies.first)
    #expect(study.refusal.map(\.code) == ["study.twoPatients"])
    #expect(study.description.patient == nil)
    let selection = study.select()
    #expect(selection.ranked.isEmpty && selection.quality.verdict == .refused && selection.others.count == 1)
  }

  @Test("another spelling of the name is told; without an ID it is another patient") func names() throws {
    let folder = try TestFolder()
    try folder.writeStack { file, number in
      if number == 5 { file.set(0x0010, 0x0010, "PN", "phantom seed-1^^=") }
      if number == 6 { file.set(0x0010, 0x0010, "PN", "PHANTOM^SEED-2") }
    }
    #expect(index(folder).onlySeries?.quality.codes == ["study.namesDiffer"])
    try folder.writeStack { file, number in
      file.remove(0x0010, 0x0020)
      if number == 6 { file.set(0x0010, 0x0010, "PN", "PHANTOM^SEED-2") }
    }
    #expect(index(folder).studies.first?.refusal.map(\.code) == ["study.twoPatients"])
  }

  @Test("a Study UID that is a path makes a refused study without a name, and touches no other") func pathUID() throws {
    let folder = try TestFolder()
    try folder.writeStack()
    try folder.writeStack(in: "bad") { file, _ in file.set(0x0020, 0x000D, "UI", "../../x") }
    let studies = index(folder).studies
    #expect(studies.map(\.description.studyInstanceUID) == ["1.2.3.4", nil])
    #expect(studies[0].select().ranked.count == 1)
    #expect(studies[1].refusal.map(\.code) == ["uid.invalid"])
    #expect(studies[1].files.count == 24 && studies[1].rejected.count == 24)
    #expect(studies[1].description.patient?.identifier == "P1")
    #expect(studies[1].select().quality.codes == ["uid.invalid"])
  }

  @Test("copies are dropped with a note; other bytes under the same number are a conflict") func duplicates() throws {
    let folder = try TestFolder()
    try folder.writeStack()
    let original = folder.root + "/stack/4.dcm"
    try FileManager.default.copyItem(atPath: original, toPath: folder.root + "/copy.dcm")
    let series = try #require(index(folder).onlySeries)
    #expect(series.quality.verdict == .analysable && series.quality.codes == ["instance.duplicate"])
    #expect(series.instances.count == 24)
    #expect(index(folder).studies[0].files.count == 25)

    var other = TestFile.slice(number: 4, z: 10, side: 96, pixel: 2.5)
    other.setPixels([UInt16](repeating: 1, count: 96 * 96))
    try other.write("copy.dcm", in: folder)
    let study = index(folder).studies[0]
    #expect(study.select().quality.codes == ["instance.conflict"])
    #expect(Set(study.rejected.map(\.path)) == [original, folder.root + "/copy.dcm"])
  }

  @Test("a file cut off gives way to the whole one of the same number") func halfCopy() throws {
    let folder = try TestFolder()
    try folder.writeStack()
    let half = try folder.write(
      "a/4.dcm", Array(TestFile.slice(number: 4, z: 10, side: 96, pixel: 2.5).bytes.dropLast(9)))
    let study = index(folder).studies[0]
    #expect(study.select().quality == SeriesQuality(verdict: .analysable, reasons: []))
    #expect(study.rejected.map(\.path) == [half] && study.files.count == 25)
  }

  @Test("one broken slice inside refuses for the gap, and both reasons are told") func brokenInside() throws {
    let folder = try TestFolder()
    try folder.writeStack { file, number in if number == 9 { file.remove(0x0028, 0x1053) } }
    let series = try #require(index(folder).onlySeries)
    #expect(series.quality.verdict == .refused)
    #expect(series.quality.codes == ["rescale.missing", "geometry.gap"])
    #expect(
      series.quality.reasons[0].evidence
        == "1 of 24 images; instance 9, SOP Instance UID 1.2.3.40.9: Rescale Slope (0028,1053)")
  }

  @Test("one broken slice at the end is left out with a warning") func brokenAtEnd() throws {
    let folder = try TestFolder()
    try folder.writeStack()
    let whole = TestFile.slice(number: 24, z: 60, side: 96, pixel: 2.5).bytes
    let path = try folder.write("stack/24.dcm", Array(whole.dropLast(10)))
    let study = index(folder).studies[0]
    let series = try #require(study.select().ranked.first)
    #expect(series.quality.verdict == .warning && series.quality.codes == ["file.truncated"])
    #expect(series.instances.count == 23)
    #expect(study.rejected.map(\.path) == [path])
    #expect(index(folder).rejected.isEmpty)
  }

  @Test("all slices broken in the same way: one reason, not one a slice") func allBroken() throws {
    let folder = try TestFolder()
    try folder.writeStack { file, _ in file.remove(0x0028, 0x1053) }
    let selection = index(folder).studies[0].select()
    #expect(selection.ranked.isEmpty && selection.nearest?.description.slices == 24)
    #expect(selection.quality.codes == ["rescale.missing"])
    #expect(selection.quality.reasons[0].evidence.hasPrefix("24 of 24 images; instance 1, "))
  }

  @Test(
    "geometry that refuses",
    arguments: [
      "geometry.gap", "geometry.duplicatePosition", "geometry.mixedOrientation", "geometry.mixedSize",
      "geometry.mixedSpacing", "geometry.notAxial", "geometry.tilted",
    ])
  func geometry(code: String) throws {
    let folder = try TestFolder()
    try folder.writeStack(30) { file, number in
      switch code {
      case "geometry.gap" where number > 9: file.set(0x0020, 0x0032, "DS", "-3\\-4\\\(Double(number + 2) * 2.5)")
      case "geometry.duplicatePosition" where number > 9:
        file.set(0x0020, 0x0032, "DS", "-3\\-4\\\(Double(number - 9) * 2.5)")
      case "geometry.mixedOrientation" where number == 9: file.set(0x0020, 0x0037, "DS", "1\\0\\0\\0\\0.99\\0.141067")
      case "geometry.mixedSize" where number == 9:
        file.setWord(0x0028, 0x0010, 48)
        file.setWord(0x0028, 0x0011, 192)
      case "geometry.mixedSpacing" where number == 9: file.set(0x0028, 0x0030, "DS", "0.7\\0.75")
      case "geometry.notAxial":
        file.set(0x0020, 0x0037, "DS", "1\\0\\0\\0\\0\\-1")
        file.set(0x0020, 0x0032, "DS", "-3\\\(number)\\0")
      case "geometry.tilted": file.set(0x0020, 0x0032, "DS", "-3\\\(Double(number) * 0.8)\\\(Double(number) * 2.5)")
      default: break
      }
    }
    let series = try #require(index(folder).onlySeries)
    #expect(series.quality.verdict == .refused && series.quality.codes == [code])
    #expect(series.geometry == nil)
    #expect(throws: IngestError.refused(series.quality.reasons)) { try DICOMIngest.load(series, engine: engine) }
  }

  @Test(
    "what a reader should know",
    arguments: [
      "pixel.lossy", "padding.inTissue", "geometry.wideSpacing", "geometry.unimaged",
    ])
  func warnings(code: String) throws {
    let folder = try TestFolder()
    try folder.writeStack { file, number in
      switch code {
      case "pixel.lossy":
        file.set(0x0028, 0x2110, "CS", "01")
        file.set(0x0028, 0x2112, "DS", "8.31")
      case "padding.inTissue": file.setWord(0x0028, 0x0120, 1024)
      case "geometry.wideSpacing":
        file.set(0x0018, 0x0050, "DS", "8")
        file.set(0x0020, 0x0032, "DS", "-3\\-4\\\(number * 8)")
      default: file.set(0x0018, 0x0050, "DS", "1.25")
      }
    }
    let quality = try #require(index(folder).onlySeries).quality
    let more = code == "geometry.wideSpacing" ? ["geometry.veryThick"] : []
    #expect(quality.verdict == .warning && quality.codes == [code] + more)
    if code == "pixel.lossy" { #expect(quality.reasons[0].evidence == "Explicit VR Little Endian, ratio 8.3") }
  }

  @Test("a localizer is called that, and nothing else is held against it") func localizer() throws {
    let folder = try TestFolder()
    try folder.writeStack(2) { file, _ in
      file.set(0x0008, 0x0008, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER")
      file.set(0x0020, 0x0037, "DS", "1\\0\\0\\0\\0\\-1")
    }
    #expect(index(folder).onlySeries?.quality.codes == ["series.localizer"])
  }

  @Test(
    "series that are no stack of slices are listed by what they are",
    arguments: [
      ("series.localizer", 0x0008, 0x0008, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER"),
      ("series.projection", 0x0008, 0x0008, "CS", "DERIVED\\SECONDARY\\AXIAL\\MIP"),
      ("series.notCT", 0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.7"),
      ("object.frames", 0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.2.1"),
    ] as [(String, UInt16, UInt16, String, String)])
  func kinds(code: String, group: UInt16, element: UInt16, vr: String, value: String) throws {
    let folder = try TestFolder()
    try folder.writeStack()
    try folder.writeStack(in: "other") { file, number in
      file.set(0x0020, 0x000E, "UI", "1.2.3.41")
      file.set(0x0008, 0x0018, "UI", "1.2.3.41.\(number)")
      file.set(group, element, vr, value)
    }
    let selection = index(folder).studies[0].select()
    #expect(selection.ranked.map(\.description.seriesInstanceUID) == ["1.2.3.40"])
    #expect(selection.others.map(\.quality.codes) == [[code]])
    #expect(selection.others.map(\.quality.verdict) == [.refused])
  }
}

import Foundation
import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("What the headers of a series tell the reader")
struct HeaderRemarkTests {
  private let folder: TestFolder
  init() throws { folder = try TestFolder() }

  /// The verdict of an even stack in which every slice was changed in the same way.
  private func quality(_ change: (inout TestFile, Int) -> Void) throws -> SeriesQuality {
    try folder.writeStack { file, number in change(&file, number) }
    return try #require(index(folder).onlySeries).quality
  }

  /// A case in plain words, the attribute that makes it, and the reasons that come of it with their evidence.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let verdict: SeriesQuality.Verdict
    let set: [Attribute]
    let reasons: [[String]]

    struct Attribute: Sendable {
      let group: UInt16
      let element: UInt16
      let vr: String
      let value: String
    }

    init(
      _ words: String, _ verdict: SeriesQuality.Verdict, _ set: [(UInt16, UInt16, String, String)],
      _ reasons: [String]...
    ) {
      testDescription = words
      self.verdict = verdict
      self.set = set.map { Attribute(group: $0.0, element: $0.1, vr: $0.2, value: $0.3) }
      self.reasons = reasons
    }
  }

  private static func kernel(_ name: String) -> [(UInt16, UInt16, String, String)] { [(0x0018, 0x1210, "SH", name)] }
  private static func thickness(_ value: String) -> [(UInt16, UInt16, String, String)] {
    [(0x0018, 0x0050, "DS", value)]
  }
  private static func position(_ value: String, _ axes: String) -> [(UInt16, UInt16, String, String)] {
    [(0x0018, 0x5100, "CS", value), (0x0020, 0x0037, "DS", axes)]
  }

  static let cases = [
    Case("a soft kernel", .analysable, kernel("B31f")),
    Case("a lung kernel", .analysable, kernel("LUNG")),
    Case("a bone kernel", .warning, kernel("BONE"), ["kernel.edge", "BONE"]),
    Case("a kernel that is not known", .analysable, kernel("XYZ"), ["kernel.unknown", "XYZ"]),
    Case("overlapping slices of 3 mm", .analysable, thickness("3")),
    Case("slices of 5 mm", .warning, thickness("5"), ["geometry.thick", "5.0 mm thick, 2.5 mm apart"]),
    Case("slices of 8 mm", .warning, thickness("8"), ["geometry.veryThick", "8.0 mm"]),
    Case(
      "slices of 1.25 mm every 2.5 mm", .warning, thickness("1.25"),
      ["geometry.unimaged", "1.25 mm thick, 2.50 mm apart"]),
    Case("a small field", .warning, [(0x0028, 0x0030, "DS", "2\\2")], ["field.small", "192 × 192 mm"]),
    Case("feet first and supine", .analysable, position("FFS", "-1\\0\\0\\0\\1\\0")),
    Case("prone", .analysable, position("HFP", "-1\\0\\0\\0\\-1\\0"), ["patient.notSupine", "HFP"]),
    Case("on the right side", .analysable, position("HFDR", "0\\1\\0\\-1\\0\\0"), ["patient.notSupine", "HFDR"]),
    Case(
      "supine with images turned to lie prone", .warning, position("HFS", "-1\\0\\0\\0\\-1\\0"),
      ["patient.contradiction", "HFS, columns along (0.00, -1.00, 0.00)"]),
    Case(
      "on a side with images of one who lies on the back", .warning, position("FFDL", "1\\0\\0\\0\\1\\0"),
      ["patient.notSupine", "FFDL"], ["patient.contradiction", "FFDL, columns along (0.00, 1.00, 0.00)"]),
    Case("a patient position that is none", .analysable, position("SITTING", "1\\0\\0\\0\\1\\0")),
    Case(
      "contrast agent in the header", .analysable, [(0x0018, 0x0010, "LO", "Omnipaque")],
      ["contrast.given", "Contrast/Bolus Agent (0018,0010)"]),
    Case("an agent called none", .analysable, [(0x0018, 0x0010, "LO", "NONE")]),
    Case(
      "contrast in the description", .analysable, [(0x0008, 0x103E, "LO", "Chest C+ venous")],
      ["contrast.given", "Series Description (0008,103E)"]),
    Case(
      "a phase beside a plain scan in the description", .analysable, [(0x0008, 0x103E, "LO", "Chest native, arterial")],
      ["contrast.given", "Series Description (0008,103E)"]),
    Case("a plain scan, and one with contrast", .analysable, [(0x0008, 0x103E, "LO", "Chest C-/C+")]),
    Case(
      "an absurd tilt, and an absurd slice thickness", .analysable,
      [
        (0x0018, 0x1120, "DS", "1e300"), (0x0018, 0x0050, "DS", "1e300"),
      ]),
    Case("no contrast in the description", .analysable, [(0x0008, 0x103E, "LO", "Chest non-contrast")]),
    Case(
      "axial images reformatted from others", .analysable, [(0x0008, 0x0008, "CS", "DERIVED\\SECONDARY\\REFORMATTED")],
      ["series.reformatted", "Image Type DERIVED\\SECONDARY\\REFORMATTED"]),
    Case("derived by compression only", .analysable, [(0x0008, 0x0008, "CS", "DERIVED\\PRIMARY\\AXIAL")]),
    Case(
      "a tilt that the slices do not show", .refused, [(0x0018, 0x1120, "DS", "-15")],
      ["geometry.tiltClaimed", "Gantry/Detector Tilt (0018,1120) is 15.0°, but the slices lie at 0.0°"]),
    Case(
      "a tilt that images reformatted from others do not show", .warning,
      [(0x0018, 0x1120, "DS", "-15"), (0x0008, 0x0008, "CS", "DERIVED\\SECONDARY\\REFORMATTED")],
      ["series.reformatted", "Image Type DERIVED\\SECONDARY\\REFORMATTED"],
      ["geometry.tiltReformatted", "Gantry/Detector Tilt (0018,1120) is 15.0°, but the slices lie at 0.0°"]),
    Case("a tilt of half a degree", .analysable, [(0x0018, 0x1120, "DS", "0.5")]),
  ]

  @Test("each case has its reasons", arguments: cases) func remarks(_ expected: Case) throws {
    let quality = try quality { file, _ in
      for attribute in expected.set { file.set(attribute.group, attribute.element, attribute.vr, attribute.value) }
    }
    #expect(quality.verdict == expected.verdict)
    #expect(quality.reasons.map { [$0.code, $0.evidence] } == expected.reasons)
  }

  @Test("a tilted gantry: the slices are shifted, and the tilt is told") func tilted() throws {
    let quality = try quality { file, number in
      file.set(0x0018, 0x1120, "DS", "15")
      file.set(0x0020, 0x0037, "DS", "1\\0\\0\\0\\0.965926\\0.258819")
      file.set(0x0020, 0x0032, "DS", "0\\0\\\(Double(number) * 2.5)")
    }
    #expect(quality.verdict == .refused && quality.codes == ["geometry.tilted"])
    #expect(quality.reasons[0].evidence.hasSuffix("a tilt of 15.0°"))
  }

  @Test("an oblique stack within 30° is analysed") func oblique() throws {
    let quality = try quality { file, number in
      let along = Double(number) * 2.5
      file.set(0x0020, 0x0037, "DS", "1\\0\\0\\0\\0.939693\\0.342020")
      file.set(0x0020, 0x0032, "DS", "0\\\(-0.342020 * along)\\\(0.939693 * along)")
    }
    #expect(quality == SeriesQuality(verdict: .analysable, reasons: []))
  }

  @Test("numbered from the head down, and feet first: the slices go from the feet to the head all the same")
  func reversed()
    throws
  {
    try folder.writeStack { file, number in
      file.set(0x0020, 0x0013, "IS", "\(25 - number)")
      file.set(0x0018, 0x5100, "CS", "FFS")
    }
    let series = try #require(index(folder).onlySeries)
    #expect(series.quality.verdict == .analysable)
    #expect(series.instances.map(\.instanceNumber) == (1...24).reversed())
  }

  @Test("more slices than a body is long") func tooLarge() throws {
    let geometry = VolumeGeometry(
      shape: GridShape(x: 512, y: 512, z: 2001), origin: .zero, spacing: PatientVector(x: 0.7, y: 0.7, z: 1))
    let header = try DICOMIngest.examine(file: try TestFile.slice().write("1.dcm", in: folder))
    let remarks = HeaderRemarks(slices: header.slices, traits: header.slices.map(SliceTraits.init), geometry: geometry)
    #expect(remarks.reasons.map(\.reason) == [QualityCode.seriesTooLarge.reason("512 × 512 × 2001")])
  }
}

import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("What the slices of one stack should have in common")
struct MixedStackTests {
  private let folder: TestFolder
  init() throws { folder = try TestFolder() }

  /// The verdict of an even stack of 30 slices 2.5 mm apart.
  private func quality(_ change: (inout TestFile, Int) -> Void) throws -> SeriesQuality {
    try folder.writeStack(30) { file, number in change(&file, number) }
    return try #require(index(folder).onlySeries).quality
  }

  @Test("a slice of another kernel, or of none, that fills a hole refuses the stack", arguments: ["LUNG", ""])
  func kernels(kernel: String) throws {
    let quality = try quality { file, number in
      if number == 9 { kernel.isEmpty ? file.remove(0x0018, 0x1210) : file.set(0x0018, 0x1210, "SH", kernel) }
    }
    #expect(quality.verdict == .refused && quality.codes == ["series.mixedKernels"])
    let other = kernel.isEmpty ? "none named" : kernel
    #expect(quality.reasons[0].evidence == "STANDARD (29 of 30), \(other) (1 of 30)")
  }

  @Test("more than one tube voltage is a warning with the values; none told is no other") func voltages() throws {
    let quality = try quality { file, number in
      if number > 1 { file.set(0x0018, 0x0060, "DS", number > 15 ? "100" : "120.0") }
    }
    #expect(quality.verdict == .warning && quality.codes == ["series.mixedVoltages"])
    #expect(quality.reasons[0].evidence == "100, 120 kV")
  }

  @Test("the thickest slice blurs") func thickest() throws {
    let quality = try quality { file, number in
      if number == 9 { file.set(0x0018, 0x0050, "DS", "4") }
      if number == 10 { file.set(0x0018, 0x0050, "DS", "8") }
    }
    #expect(quality.codes == ["geometry.veryThick"] && quality.reasons[0].evidence == "8.0 mm")
  }

  @Test("the thinnest slice leaves tissue out") func thinnest() throws {
    let quality = try quality { file, number in
      if number == 9 { file.set(0x0018, 0x0050, "DS", "1.25") }
    }
    #expect(quality.codes == ["geometry.unimaged"])
    #expect(quality.reasons[0].evidence == "1.25 mm thick, 2.50 mm apart")
  }

  @Test("coronal and sagittal images do not contradict the patient's position", arguments: ["1\\0\\0", "0\\1\\0"])
  func upright(row: String) throws {
    let quality = try quality { file, number in
      file.set(0x0018, 0x5100, "CS", "HFP")
      file.set(0x0020, 0x0037, "DS", row + "\\0\\0\\-1")
      file.set(0x0020, 0x0032, "DS", "\(Double(number) * 2.5)\\\(Double(number) * 2.5)\\0")
    }
    #expect(quality.codes == ["geometry.notAxial", "patient.notSupine"])
  }
}

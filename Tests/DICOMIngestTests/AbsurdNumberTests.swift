import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Numbers that no scanner writes")
struct AbsurdNumberTests {
  @Test(
    "counts and numbers at the ends of 64 bits are none", arguments: ["9000000000000000000", "-9000000000000000000"])
  func integers(text: String) throws {
    let folder = try TestFolder()
    try folder.writeStack(3) { file, number in
      file.set(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.88.11")
      file.set(0x0028, 0x0008, "IS", text)
      file.set(0x0020, 0x0013, "IS", number == 1 ? "9000000000000000000" : text)
    }
    let found = index(folder)
    #expect(found.onlySeries?.description.slices == 3)
    #expect(found.onlySeries?.instances.allSatisfy { $0.instanceNumber == nil } == true)
  }

  @Test("instance numbers far apart are no hole that could be counted") func numbers() throws {
    let folder = try TestFolder()
    try folder.writeStack { file, number in
      file.set(0x0020, 0x0013, "IS", number == 1 ? "-2147483648" : number == 2 ? "2147483647" : "\(number)")
    }
    #expect(DICOMIngest.isWhole(try #require(index(folder).onlySeries).instances) == false)
  }

  @Test("many tiny fragments without a table are looked at once each") func fragments() throws {
    let folder = try TestFolder()
    var file = EnhancedTestFile.stack(2).file
    file.transferSyntax = "1.2.840.10008.1.2.4.80"
    file.setFragments([[UInt8]](repeating: [1, 2], count: 50_000))
    let header = try DICOMIngest.examine(file: file.write("x.dcm", in: folder))
    #expect(header.problem?.reason.code == "object.frames")
  }
}

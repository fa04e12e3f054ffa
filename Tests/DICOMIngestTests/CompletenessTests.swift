import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Whether a study is whole, by its geometry alone")
struct CompletenessTests {
  private func headers(_ numbers: [Int], series: Int = 0, promised: Int? = nil) throws -> [InstanceHeader] {
    let folder = try TestFolder()
    return try numbers.map { number in
      var file = TestFile.slice(number: number, z: Double(number) * 2.5)
      file.set(0x0020, 0x000E, "UI", "1.2.3.4\(series)")
      file.set(0x0008, 0x0018, "UI", "1.2.3.4\(series).\(number)")
      if let promised { file.set(0x0020, 0x1002, "IS", "\(promised)") }
      return try DICOMIngest.examine(file: try file.write("\(number).dcm", in: folder))
    }
  }

  @Test("an even stack without a hole is whole, in any order and with copies") func whole() throws {
    let all = try headers(Array(1...24))
    #expect(DICOMIngest.isWhole(all))
    #expect(DICOMIngest.isWhole(all.reversed() + all.prefix(3)))
  }

  @Test("not whole: nothing, too few, a gap, a hole in the numbers") func parts() throws {
    let all = try headers(Array(1...30))
    #expect(!DICOMIngest.isWhole([]))
    #expect(!DICOMIngest.isWhole(Array(all.prefix(19))))
    #expect(!DICOMIngest.isWhole(all.filter { $0.instanceNumber != 12 }))
    #expect(!DICOMIngest.isWhole(all.filter { ($0.instanceNumber ?? 0) % 2 == 0 || $0.instanceNumber == 1 }))
  }

  @Test("a promise of more images is believed") func promise() throws {
    #expect(!DICOMIngest.isWhole(try headers(Array(1...24), promised: 25)))
    #expect(DICOMIngest.isWhole(try headers(Array(1...24), promised: 24)))
  }

  @Test("a second series that is half there keeps the study waiting; a localizer does not") func second() throws {
    let first = try headers(Array(1...24))
    #expect(!DICOMIngest.isWhole(first + (try headers([1, 2, 3, 7, 8], series: 1))))
    #expect(DICOMIngest.isWhole(first + (try headers([1, 2], series: 1))))
  }
}

import Foundation
import TestSupport
import Testing

@testable import prescreen_bench

@Suite("results as arrays")
struct RawResultTests {
  @Test("the volume and the result of each case are written, voxel by voxel")
  func threshold() throws {
    let folder = try TestFolder()
    let list = try CaseList(
      for: try Options(
        ["--size", "70x40x30", "--threads", "1", "--filter", "threshold", "--filter", "blob", "--raw", "arrays"],
        cores: 1))
    #expect(try writeRaw(list.cases, volume: list.volume, folder: folder.path("arrays")) == 0)
    func array(_ name: String) throws -> Data {
      try Data(contentsOf: URL(fileURLWithPath: folder.path("arrays/\(name).raw")))
    }
    let (voxels, mask) = (try array("volume"), try array("threshold"))
    #expect(voxels.count == 2 * 70 * 40 * 30)
    let air = stride(from: 0, to: voxels.count, by: 2).map { offset in
      Int16(bitPattern: UInt16(voxels[offset]) | UInt16(voxels[offset + 1]) << 8) < -400 ? UInt8(1) : 0
    }
    #expect(Array(mask) == air)
    #expect(air.contains(1) && air.contains(0))
    #expect(try array("blob-4scales").count % 24 == 0)
  }

  @Test("cases without an array as their result are refused")
  func noArray() throws {
    let folder = try TestFolder()
    let list = try CaseList(
      for: try Options(["--size", "16x16x16", "--filter", "sha256", "--raw", "arrays"], cores: 1))
    #expect(throws: BenchmarkError.nothingToRun) {
      try writeRaw(list.cases, volume: list.volume, folder: folder.path("arrays"))
    }
  }
}

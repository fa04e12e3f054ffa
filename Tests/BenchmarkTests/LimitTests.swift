import Foundation
import Testing

@testable import prescreen_bench

@Suite("what the machine can do at most")
struct LimitTests {
  private func measured(_ name: String, threads: Int, gflops: Double, gbps: Double) throws -> CaseRecord {
    let text = """
      {"case": "\(name)/x/1x1x1", "threads": \(threads), "best_s": 1, "median_s": 1, "gflops": \(gflops), "gbps": \(gbps),
       "checksum": "", "samples": [1]}
      """
    return try JSONDecoder().decode(CaseRecord.self, from: Data(text.utf8))
  }

  @Test("a share is of the fastest set, with as many threads, and the larger of the two")
  func share() throws {
    let limits = Limits([
      try measured("fma-peak", threads: 1, gflops: 25, gbps: 0),
      try measured("fma-peak", threads: 1, gflops: 100, gbps: 0),
      try measured("copy", threads: 1, gflops: 0, gbps: 20), try measured("copy", threads: 2, gflops: 0, gbps: 40),
    ])
    #expect(limits.share(of: try measured("a", threads: 1, gflops: 50, gbps: 2)) == 0.5)
    #expect(limits.share(of: try measured("a", threads: 1, gflops: 1, gbps: 15)) == 0.75)
    #expect(limits.share(of: try measured("a", threads: 2, gflops: 90, gbps: 10)) == 0.25)
    #expect(limits.share(of: try measured("a", threads: 1, gflops: 0, gbps: 0)) == nil)
    #expect(limits.share(of: try measured("a", threads: 3, gflops: 9, gbps: 9)) == nil)
  }

  @Test("the limits come first, and with every filter")
  func order() throws {
    let list = try CaseList(for: try Options(["--size", "16x16x16", "--filter", "threshold"], cores: 1))
    let operations = list.cases.map(\.operation)
    #expect(operations.first == "fma-peak" && operations.last == "threshold")
    #expect(Set(operations) == ["fma-peak", "copy", "threshold"])
    #expect(try CaseList(for: try Options(["--filter", "no such case"], cores: 1)).cases.isEmpty)
  }
}

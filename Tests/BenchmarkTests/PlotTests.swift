import Foundation
import Testing

@testable import prescreen_bench

@Suite("records as drawings")
struct PlotTests {
  private func record(_ cases: [(name: String, threads: Int)]) throws -> Record {
    var record = Record(machine: .current())
    record.cases = try cases.map { item in
      let benchmark = BenchmarkCase(name: item.name, threads: item.threads, work: .init()) { "result" }
      return CaseRecord(benchmark, try Measurement(of: benchmark))
    }
    return record
  }

  /// Widths of the bars, from the top.
  private func bars(in svg: String) -> [Double] {
    svg.matches(of: /width="([0-9.]+)" height="11\.0"/).compactMap { Double($0.1) }
  }

  @Test("a bar for each case, one label for each operation, and no sign that XML would take for its own")
  func labels() throws {
    let svg = try Plot(try record([("a<b/avx2/9x9x9", 1), ("a<b/avx2/9x9x9", 2), ("c/portable/9x9x9", 1)])).svg
    #expect(bars(in: svg).count == 3)
    #expect(svg.matches(of: />a&lt;b 9x9x9</).count == 1)
    #expect(svg.matches(of: /portable × 1</).count == 1)
    #expect(!svg.contains("a<b"))
  }

  @Test("a longer time has a longer bar")
  func lengths() throws {
    var two = try record([("short/avx2/9x9x9", 1), ("long/avx2/9x9x9", 1)])
    two.cases = [try CaseRecord(two.cases[0], best: 0.002), try CaseRecord(two.cases[1], best: 0.5)]
    let widths = bars(in: try Plot(two).svg)
    #expect(widths.count == 2 && widths[1] > 2 * widths[0])
  }

  @Test("a record without a case is refused")
  func nothing() throws {
    #expect(throws: BenchmarkError.nothingToRun) { try Plot(Record(machine: .current())) }
  }
}

extension CaseRecord {
  /// The same case with other times.
  fileprivate init(_ other: CaseRecord, best: Double) throws {
    let text = """
      {"case": "\(other.name)", "threads": \(other.threads), "best_s": \(best), "median_s": \(best), "gflops": 0,
       "gbps": 0, "checksum": "", "samples": [\(best)]}
      """
    self = try JSONDecoder().decode(CaseRecord.self, from: Data(text.utf8))
  }
}

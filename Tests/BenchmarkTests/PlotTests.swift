import Foundation
#if canImport(FoundationXML)
  import FoundationXML
#endif
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

  @Test("a bar and a line for each case, a label for each operation, and well-formed XML")
  func bars() throws {
    let svg = try Plot(try record([("a<b/avx2/9x9x9", 1), ("a<b/avx2/9x9x9", 2), ("c/portable/9x9x9", 1)])).svg
    let drawing = try XMLDocument(xmlString: svg)
    let rectangles = try drawing.nodes(forXPath: "//*[local-name()='rect' and @height='11.0']")
    #expect(rectangles.count == 3)
    let texts = try drawing.nodes(forXPath: "//*[local-name()='text']").compactMap { $0.stringValue }
    #expect(texts.count { $0 == "a<b 9x9x9" } == 1)
    #expect(texts.contains { $0.hasSuffix("portable × 1") })
  }

  @Test("a longer time has a longer bar")
  func lengths() throws {
    var two = try record([("short/avx2/9x9x9", 1), ("long/avx2/9x9x9", 1)])
    two.cases = [try CaseRecord(two.cases[0], best: 0.002), try CaseRecord(two.cases[1], best: 0.5)]
    let drawing = try XMLDocument(xmlString: try Plot(two).svg)
    let widths = try drawing.nodes(forXPath: "//*[local-name()='rect' and @height='11.0']/@width")
      .compactMap { $0.stringValue.flatMap(Double.init) }
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

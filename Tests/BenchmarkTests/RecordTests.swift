import Foundation
import TestSupport
import Testing

@testable import prescreen_bench

@Suite("records and their comparison")
struct RecordTests {
  private func benchmark(_ name: String, threads: Int = 1, result: String = "") -> BenchmarkCase {
    BenchmarkCase(name: name, threads: threads, work: .init(flops: 10, bytes: 20)) { result }
  }

  private func record(_ cases: [(name: String, threads: Int, result: String)]) throws -> Record {
    var record = Record(machine: .current())
    record.cases = try cases.map { item in
      let benchmark = benchmark(item.name, threads: item.threads, result: item.result)
      return CaseRecord(benchmark, try Measurement(of: benchmark))
    }
    return record
  }

  @Test("the machine first, then one object a line with the keys of the contract")
  func keys() throws {
    let folder = try TestFolder()
    try record([("a/b/c", 2, "x")]).write(path: folder.path("a.json"))
    let lines = try String(contentsOfFile: folder.path("a.json"), encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2)
    let objects = try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    #expect(objects[0]?["machine"] is [String: Any])
    let keys = ["best_s", "case", "checksum", "gbps", "gflops", "median_s", "samples", "threads"]
    #expect(objects[1]?.keys.sorted() == keys)
    #expect(objects[1]?["case"] as? String == "a/b/c")
    #expect(objects[1]?["threads"] as? Int == 2)
  }

  @Test("a record that is written and read is the same")
  func roundTrip() throws {
    let folder = try TestFolder()
    let written = try record([("a/b/c", 1, "x"), ("d/e/f", 2, "y")])
    try written.write(path: folder.path("a.json"))
    let read = try Record(path: folder.path("a.json"))
    #expect(read.machine == written.machine)
    #expect(read.cases == written.cases)
  }

  @Test("what is no record is refused", arguments: ["", "{}\n", "not JSON\n"])
  func refusesOthers(content: String) throws {
    let folder = try TestFolder()
    let file = try folder.newFile("a.json", Data(content.utf8))
    #expect(throws: BenchmarkError.self) { try Record(path: file.path) }
    #expect(throws: BenchmarkError.self) { try Record(path: folder.path("missing.json")) }
  }

  @Test("work over the best time gives the rates")
  func rates() throws {
    let measured = try record([("a/b/c", 1, "x")]).cases[0]
    #expect(measured.best == measured.samples.min())
    #expect(measured.samples.count >= 3)
    #expect(abs(measured.gflops * measured.best - 10e-9) < 1e-15)
    #expect(abs(measured.gbps * measured.best - 20e-9) < 1e-15)
  }

  @Test("a case that does not give the same result twice has no time")
  func unsteady() {
    var runs = 0
    let benchmark = BenchmarkCase(name: "a/b/c", threads: 1, work: .init()) {
      runs += 1
      return "\(runs)"
    }
    #expect(throws: BenchmarkError.unsteady) { try Measurement(of: benchmark) }
  }

  @Test("times are compared case by case; other results refuse it, cases of one record only are counted")
  func compares() throws {
    let first = try record([("a/b/c", 1, "x"), ("a/b/c", 2, "x"), ("d/e/f", 1, "y"), ("g/h/i", 1, "z")])
    let second = try record([("d/e/f", 1, "other"), ("a/b/c", 2, "x"), ("a/b/c", 1, "x")])
    let comparison = Comparison(first, second)
    #expect(comparison.rows.map(\.name) == ["a/b/c", "a/b/c", "d/e/f"])
    #expect(comparison.rows[0].best == second.cases[2].best / first.cases[0].best)
    #expect(comparison.rows[1].median == second.cases[1].median / first.cases[1].median)
    #expect(comparison.rows[2].best == nil)
    #expect(comparison.resultsDiffer)
    #expect(comparison.remarks == ["1 case stands in one record only"])
  }

  @Test("two machines are remarked upon")
  func machines() throws {
    let first = try record([])
    var second = first
    second.machine.processor += " of another kind"
    #expect(Comparison(first, first).remarks.isEmpty)
    #expect(Comparison(first, second).remarks.count == 1)
  }
}

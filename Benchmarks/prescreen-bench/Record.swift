import Foundation

/// One line of a record: a case and what was measured.
struct CaseRecord: Codable, Equatable {
  let name: String
  let threads: Int
  let best: Double
  let median: Double
  let gflops: Double
  let gbps: Double
  let checksum: String
  let samples: [Double]

  enum CodingKeys: String, CodingKey {
    case name = "case"
    case threads
    case best = "best_s"
    case median = "median_s"
    case gflops, gbps, checksum, samples
  }

  init(_ benchmark: BenchmarkCase, _ measurement: Measurement) {
    name = benchmark.name
    threads = benchmark.threads
    best = measurement.best
    median = measurement.median
    gflops = benchmark.work.flops / measurement.best * 1e-9
    gbps = benchmark.work.bytes / measurement.best * 1e-9
    checksum = measurement.checksum.description
    samples = measurement.samples
  }
}

extension CaseRecord {
  /// The first part of the name.
  var operation: String { String(name.prefix { $0 != "/" }) }
}

/// A record: the machine, then a line a case.
struct Record {
  private struct MachineLine: Codable {
    let machine: MachineFacts
  }

  var machine: MachineFacts
  var cases: [CaseRecord]

  init(machine: MachineFacts) {
    self.machine = machine
    cases = []
  }

  init(path: String) throws(BenchmarkError) {
    do {
      let lines = try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n"))
      guard let first = lines.first else { throw BenchmarkError.file(path: path, problem: "the record is empty") }
      machine = try JSONDecoder().decode(MachineLine.self, from: first).machine
      cases = try lines.dropFirst().map { try JSONDecoder().decode(CaseRecord.self, from: $0) }
    } catch let error as BenchmarkError {
      throw error
    } catch let error as DecodingError {
      throw .file(path: path, problem: "not a record of prescreen-bench (\(error))")
    } catch {
      throw .file(path: path, problem: "cannot be read (\(error.localizedDescription))")
    }
  }

  func write(path: String) throws(BenchmarkError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      var lines = [try encoder.encode(MachineLine(machine: machine))]
      lines += try cases.map { try encoder.encode($0) }
      let text = Data(lines.map { $0 + [UInt8(ascii: "\n")] }.joined())
      try text.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .file(path: path, problem: "cannot be written (\(error.localizedDescription))")
    }
  }
}

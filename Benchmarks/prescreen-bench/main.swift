import Foundation

/// Runs what the options ask for; results on standard output, talk on standard error.
func perform(_ options: Options) throws -> Int32 {
  switch options.command {
  case .help:
    say(helpText)
  case .list:
    for benchmark in try CaseList(for: options).cases { say("\(benchmark.name) threads \(benchmark.threads)") }
  case .compare(let first, let second):
    let comparison = Comparison(try Record(path: first), try Record(path: second))
    say(Table.comparisonHeader)
    for row in comparison.rows { say(Table.row(row)) }
    for remark in comparison.remarks { complain("note: \(remark)") }
    return comparison.resultsDiffer ? 1 : 0
  case .plot(let record, let drawing):
    do {
      try Plot(try Record(path: record)).svg.write(toFile: drawing, atomically: true, encoding: .utf8)
    } catch let error as CocoaError {
      throw BenchmarkError.file(path: drawing, problem: "cannot be written (\(error.localizedDescription))")
    }
  case .run:
    let list = try CaseList(for: options)
    if let folder = options.raw { return try writeRaw(list.cases, volume: list.volume, folder: folder) }
    return try measure(list.cases, json: options.json, clock: options.clock)
  }
  return 0
}

/// Measures one case after the other. The record is written as it grows, so that a path that cannot be written stops the
/// run before it begins, and what was measured outlives an interruption.
func measure(_ cases: [BenchmarkCase], json: String?, clock: BenchmarkClock) throws -> Int32 {
  guard !cases.isEmpty else { throw BenchmarkError.nothingToRun }
  var record = Record(machine: .current())
  record.machine.clock = clock
  var status: Int32 = 0
  if let json { try record.write(path: json) }
  say(record.machine.summary)
  say(Table.runHeader)
  for benchmark in cases {
    do {
      let measured = CaseRecord(benchmark, try Measurement(of: benchmark, clock: clock))
      record.cases.append(measured)
      say(Table.row(measured, share: Limits(record.cases).share(of: measured)))
    } catch {
      complain("\(benchmark.name) with \(benchmark.threads) threads: \(error)")
      status = 1
    }
    if let json { try record.write(path: json) }
  }
  return status
}

func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

func complain(_ text: String) { FileHandle.standardError.write(Data("prescreen-bench: \(text)\n".utf8)) }

do {
  let cores = ProcessInfo.processInfo.activeProcessorCount
  exit(try perform(try Options(Array(CommandLine.arguments.dropFirst()), cores: cores)))
} catch let BenchmarkError.badArguments(problem) {
  complain("\(problem)\nprescreen-bench --help tells more")
  exit(64)
} catch {
  complain("\(error)")
  exit(1)
}

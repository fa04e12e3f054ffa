import Foundation
import VolumeOperations

/// Where and with what a record was made.
struct MachineFacts: Codable, Equatable {
  var processor: String
  var cores: Int
  var memoryGiB: Int
  var system: String
  /// Instruction sets that the kernels can use here, best first.
  var instructionSets: [String]
  var compiler: String
  /// Commit of the working copy that this program was built in, `+` behind it where files had changed.
  var commit: String
  var configuration: String
  var date: String
  /// What times are taken with; absent from records of a time when there was the wall clock alone.
  var clock: BenchmarkClock?

  static func current() -> MachineFacts {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
    var commit = output(of: ["git", "-C", package, "rev-parse", "--short=12", "HEAD"]) ?? "unknown"
    if output(of: ["git", "-C", package, "status", "--porcelain", "--untracked-files=no"])?.isEmpty == false {
      commit += "+"
    }
    let compiler = output(of: ["swift", "--version"])?.split(separator: "\n").first.map(String.init)
    return MachineFacts(
      processor: processorName(), cores: ProcessInfo.processInfo.activeProcessorCount,
      memoryGiB: Int((Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824).rounded()),
      system: ProcessInfo.processInfo.operatingSystemVersionString,
      instructionSets: KernelSet.available.map(\.name), compiler: compiler ?? "unknown", commit: commit,
      configuration: configuration, date: Date().formatted(.iso8601))
  }

  /// One line for a reader.
  var summary: String {
    "\(processor), \(cores) cores, \(memoryGiB) GiB; \(system); \(compiler); \(commit), \(configuration) build; \(date)\(clock == .processor ? "; processor time" : "")"
  }

  #if DEBUG
    private static let configuration = "debug"
  #else
    private static let configuration = "release"
  #endif

  private static func processorName() -> String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    guard let line = lines.first(where: { $0.hasPrefix("model name") }) else { return "unknown" }
    return line.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)
  }

  /// What a command prints; `nil` where it is missing or fails.
  private static func output(of command: [String]) -> String? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(bytes: data, encoding: .utf8)?.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

import Foundation
import TestSupport
import Testing

/// The `prescreen` that was built beside these tests, run as a person runs it.
enum BuiltProgram {
  struct Run {
    let status: Int32
    let output: String
    let talk: String
  }

  static let executable: URL = {
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appending(path: "prescreen")
  }()

  /// Runs the program to its end.
  ///
  /// - Parameter environment: replaces the variables of the same name; the locale is English without it.
  static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Run {
    let folder = try TestFolder()
    let program = try start(arguments, environment: environment, folder: folder)
    await program.ended()
    return Run(
      status: program.process.terminationStatus, output: try program.text("output"), talk: try program.text("talk"))
  }

  /// A program that runs beside the test.
  struct Running {
    let process: Process
    let folder: TestFolder
    fileprivate let end: AsyncStream<Void>

    /// Waits for the end, which must not be a crash.
    func ended() async {
      for await _ in end { break }
      #expect(
        process.terminationReason == .exit, "ended by signal \(process.terminationStatus): \(process.arguments ?? [])")
    }

    /// What it has printed so far: `output` or `talk`.
    func text(_ channel: String) throws -> String { try String(contentsOfFile: folder.path(channel), encoding: .utf8) }
  }

  static func start(_ arguments: [String], environment: [String: String] = [:], folder: TestFolder) throws -> Running {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["LC_ALL": "C.UTF-8"]) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: folder.newFile("output"))
    process.standardError = try FileHandle(forWritingTo: folder.newFile("talk"))
    let (end, ending) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in ending.yield() }
    try process.run()
    return Running(process: process, folder: folder, end: end)
  }
}

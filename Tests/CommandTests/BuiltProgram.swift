import Foundation
import Testing

/// The `prescreen` that was built beside these tests, run as a person runs it.
enum BuiltProgram {
  struct Run {
    let status: Int32
    let output: String
    let talk: String
  }

  /// The folder of Package.swift.
  static let packageRoot: URL = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
      precondition(folder.path != "/", "no Package.swift above \(#filePath)")
      folder.deleteLastPathComponent()
    }
    return folder
  }()

  static let sampleStudy = packageRoot.appending(path: "SampleStudies/lung1")

  static let executable: URL = {
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appending(path: "prescreen")
  }()

  /// Runs the program to its end.
  ///
  /// - Parameter environment: replaces the variables of the same name; the locale is English without it.
  static func run(_ arguments: [String], environment: [String: String] = [:], input: TestFolder) throws -> Run {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["LC_ALL": "C.UTF-8"]) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = try input.newFile("stdout-\(UUID().uuidString)")
    let talk = try input.newFile("stderr-\(UUID().uuidString)")
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: talk)
    try process.run()
    process.waitUntilExit()
    let signal = process.terminationReason == .uncaughtSignal
    #expect(!signal, "ended by signal \(process.terminationStatus): \(arguments)")
    return Run(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      talk: try String(contentsOf: talk, encoding: .utf8))
  }
}

/// A folder that lives as long as the test.
final class TestFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "prescreen-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// A file with this content; folders above it are made.
  @discardableResult func newFile(_ name: String, _ content: Data = Data()) throws -> URL {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try content.write(to: file)
    return file
  }
}

import Foundation

/// A folder that goes away with its owner.
final class TemporaryFolder: Sendable {
  let path: String

  init(_ name: String = "ingest") throws {
    path = FileManager.default.temporaryDirectory.appending(path: "\(name)-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders above it.
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    let parent = URL(filePath: file).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  /// Writes an even stack of slices 2.5 mm apart, numbered from 1 at the feet.
  /// - Parameter change: what is different about slice `number`.
  func writeStack(
    _ count: Int = 24, in subfolder: String = "stack", _ change: (inout TestFile, _ number: Int) -> Void = { _, _ in }
  ) throws {
    for number in 1...count {
      var file = TestFile.slice(number: number, z: Double(number) * 2.5)
      change(&file, number)
      try file.write("\(subfolder)/\(number).dcm", in: self)
    }
  }
}

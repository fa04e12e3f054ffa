import Foundation

@testable import FindingsReport

/// A folder of a test's own, removed when the test is done.
struct ScratchFolder: ~Copyable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("prescreen-report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Paths of all that lies below, relative, sorted; folders end in `/`.
  var content: [String] { Self.content(of: url) }

  static func content(of folder: URL) -> [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return paths.map { path in
      let kind = FileAccess.kind(folder.appendingPathComponent(path))
      return kind == S_IFDIR ? path + "/" : path
    }.sorted()
  }
}

extension URL {
  /// The file's text.
  var text: String { (try? String(contentsOf: self, encoding: .utf8)) ?? "" }
}

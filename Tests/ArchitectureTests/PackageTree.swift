import Foundation

/// The package's own files, as text.
enum PackageTree {
  /// The folder of Package.swift.
  static let root: URL = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
      precondition(folder.path != "/", "no Package.swift above \(#filePath)")
      folder.deleteLastPathComponent()
    }
    return folder
  }()

  /// One source file: its path from the root, and its text.
  struct SourceFile {
    let path: String
    let text: String

    /// The lines without `//` comments, in order.
    var code: [Substring] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
      }
    }
  }

  static func file(_ path: String) throws -> SourceFile {
    SourceFile(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
  }

  /// All files under `folder` (from the root) whose extension is one of `extensions`, sorted by path.
  static func files(under folder: String, extensions: Set<String>) throws -> [SourceFile] {
    let base = root.appending(path: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: base.path).sorted()
    return try names.filter { extensions.contains(URL(filePath: $0).pathExtension) }.map {
      try file("\(folder)/\($0)")
    }
  }

  static func swiftFiles(under folder: String) throws -> [SourceFile] {
    try files(under: folder, extensions: ["swift"])
  }
}

import Foundation

/// Data that stand beside the package and are not part of it.
enum SharedData {
  static let absent: String = "needs ../shared beside the package (or PRESCREEN_SHARED)"

  /// The folder `../shared`, seen from the folder that holds Package.swift.
  static let root: URL? = {
    if let path = ProcessInfo.processInfo.environment["PRESCREEN_SHARED"] { return URL(filePath: path) }
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
        let shared = folder.deletingLastPathComponent().appending(path: "shared")
        return FileManager.default.fileExists(atPath: shared.path) ? shared : nil
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  static var isThere: Bool { root != nil }

  /// A path under ../shared/data; only for tests that are enabled where it is there.
  static func path(_ relative: String) -> String {
    (root ?? URL(filePath: "/nowhere")).appending(path: "data").appending(path: relative).path
  }
}

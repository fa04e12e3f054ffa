import Foundation

/// Data that stand beside the package and are not part of it: real chest CT with truth. Tests that need them are skipped
/// where they are absent.
package enum SharedData {
  package static let absent = "needs ../shared beside the package (or PRESCREEN_SHARED)"

  private static let root: URL? = {
    let given = ProcessInfo.processInfo.environment["PRESCREEN_SHARED"].map { URL(filePath: $0) }
    let shared = given ?? packageRoot.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: shared.path) ? shared : nil
  }()

  package static var isThere: Bool { root != nil }

  /// A path under `../shared/data`; only for tests that are enabled where it is there.
  package static func path(_ relative: String) -> String {
    (root ?? URL(filePath: "/nowhere")).appending(path: "data").appending(path: relative).path
  }
}

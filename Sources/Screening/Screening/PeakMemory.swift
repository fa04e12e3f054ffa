import Foundation

/// The largest resident size of this process, as Linux counts it.
enum PeakMemory {
  /// Begins to count anew, so that one study of many is measured by itself. Where the system does not allow it (a container
  /// may not), the count goes on from the start of the process.
  static func restart() {
    try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
  }

  /// `VmHWM` of `/proc/self/status`, in bytes; `nil` where the system does not tell.
  static var bytes: Int? {
    guard let status = try? String(contentsOf: URL(filePath: "/proc/self/status"), encoding: .utf8) else { return nil }
    return bytes(inStatus: status)
  }

  static func bytes(inStatus status: String) -> Int? {
    guard let match = status.firstMatch(of: /(?m)^VmHWM:\s+(\d+) kB$/) else { return nil }
    return Int(match.output.1).map { $0 * 1024 }
  }
}

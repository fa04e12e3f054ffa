import Foundation

/// A hidden folder that a living process is filling. The process holds a lock on it; a crash lets the lock go, which is how
/// ``OutputFolder/removeUnfinished()`` tells what was left behind from what is being written.
struct UnfinishedFolder: ~Copyable {
  let url: URL
  private let lock: Int32

  /// Makes and locks a folder beside where the result will stand.
  init(root: URL, name: String) throws(ReportError) {
    while true {
      let suffix = String(UInt32.random(in: .min ... .max), radix: 16)
      let url = root.appendingPathComponent("\(OutputFolder.unfinishedPrefix)\(name)-\(suffix)")
      guard try FileAccess.makeFolder(url) else { continue }
      // Between the two steps a cleaner may take the new folder for an abandoned one; then another is made.
      if let lock = try Self.lock(url) {
        self.url = url
        self.lock = lock
        return
      }
    }
  }

  deinit { close(lock) }

  /// Takes the folder away after an error; the error that led here is the one to report.
  func remove() { try? FileAccess.remove(tree: url) }

  /// Removes a folder whose lock nobody holds. The lock is held meanwhile, so that nobody begins to fill it.
  /// - Returns: whether it was removed.
  static func removeIfAbandoned(_ url: URL) throws(ReportError) -> Bool {
    guard let lock = try lock(url) else { return false }
    defer { close(lock) }
    try FileAccess.remove(tree: url)
    return true
  }

  /// - Returns: a descriptor that holds the lock; `nil` where another holds it, or the folder is gone.
  private static func lock(_ url: URL) throws(ReportError) -> Int32? {
    let descriptor = unsafe open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT { return nil }
      throw .system(.lock, path: url.path, code: code)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      if code == EWOULDBLOCK { return nil }
      throw .system(.lock, path: url.path, code: code)
    }
    // Whoever held the lock before may have removed the folder.
    guard FileAccess.kind(url) == S_IFDIR else {
      close(descriptor)
      return nil
    }
    return descriptor
  }
}

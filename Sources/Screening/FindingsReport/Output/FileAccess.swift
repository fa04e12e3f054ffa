import Foundation

/// The few system calls that a durable result needs, with the error each of them gives.
enum FileAccess {
  /// Writes a whole file. The folder is private to its writer until it is published, so nobody sees it half-written;
  /// ``synchronise(tree:)`` makes it durable.
  static func write(_ bytes: [UInt8], to file: URL) throws(ReportError) {
    let descriptor = try open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, operation: .create)
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes {
        unsafe Foundation.write(descriptor, $0.baseAddress! + done, $0.count - done)
      }
      if written < 0 {
        let code = errno
        if code == EINTR { continue }
        close(descriptor)
        throw .system(.write, path: file.path, code: code)
      }
      done += written
    }
    // A quota or a network file system may report a full disk only now.
    guard close(descriptor) == 0 else { throw .system(.write, path: file.path, code: errno) }
  }

  /// Opens a file or folder; the caller closes.
  static func open(_ url: URL, _ flags: Int32, operation: ReportError.Operation) throws(ReportError) -> Int32 {
    let descriptor = unsafe Foundation.open(url.path, flags, 0o666)
    guard descriptor >= 0 else { throw .system(operation, path: url.path, code: errno) }
    return descriptor
  }

  /// Makes one folder.
  /// - Returns: whether it was made; `false` where something of that name is already there.
  @discardableResult static func makeFolder(_ url: URL) throws(ReportError) -> Bool {
    if unsafe mkdir(url.path, 0o777) == 0 { return true }
    let code = errno
    guard code == EEXIST else { throw .system(.create, path: url.path, code: code) }
    return false
  }

  /// Makes a folder and those above it that are missing.
  static func makeFolders(_ url: URL) throws(ReportError) {
    if FileManager.default.fileExists(atPath: url.path) { return }
    let parent = url.deletingLastPathComponent()
    if parent.path != url.path { try makeFolders(parent) }
    try makeFolder(url)
    // The new name is durable once the folder above it is; a folder that may not be opened for reading is left to the system.
    try? synchronise(parent)
  }

  /// Moves within one file system, at once.
  static func rename(_ old: URL, to new: URL) throws(ReportError) {
    guard unsafe Foundation.rename(old.path, new.path) == 0 else {
      throw .system(.rename, path: new.path, code: errno)
    }
  }

  /// Names in a folder, sorted; `.` and `..` left out.
  static func names(in folder: URL) throws(ReportError) -> [String] {
    guard let stream = unsafe opendir(folder.path) else { throw .system(.list, path: folder.path, code: errno) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw .system(.list, path: folder.path, code: errno) }
    return names.sorted()
  }

  /// What a name stands for, links not followed; `nil` where nothing is there.
  static func kind(_ url: URL) -> mode_t? {
    var status = stat()
    guard unsafe lstat(url.path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT
  }

  /// Makes a file's or a folder's content durable.
  static func synchronise(_ url: URL) throws(ReportError) {
    let descriptor = try open(url, O_RDONLY | O_CLOEXEC, operation: .synchronise)
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(.synchronise, path: url.path, code: errno) }
  }

  /// Makes a folder durable with all that is in it, from the leaves up.
  static func synchronise(tree folder: URL) throws(ReportError) {
    for name in try names(in: folder) {
      let child = folder.appendingPathComponent(name)
      switch kind(child) {
      case S_IFDIR: try synchronise(tree: child)
      case S_IFREG: try synchronise(child)
      default: continue
      }
    }
    try synchronise(folder)
  }

  /// Removes a folder with all that is in it.
  static func remove(tree folder: URL) throws(ReportError) {
    for name in try names(in: folder) {
      let child = folder.appendingPathComponent(name)
      if kind(child) == S_IFDIR {
        try remove(tree: child)
      } else if unsafe unlink(child.path) != 0 {
        throw .system(.remove, path: child.path, code: errno)
      }
    }
    guard unsafe rmdir(folder.path) == 0 else { throw .system(.remove, path: folder.path, code: errno) }
  }
}

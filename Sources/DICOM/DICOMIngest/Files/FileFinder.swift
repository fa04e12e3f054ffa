#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Finds the files under paths, at any depth. Symbolic links are followed; what was met once, under whatever name, is not
/// met again, so loops of links end.
struct FileFinder {
  /// Regular files, in the order of the paths asked for, then by name.
  private(set) var files: [String] = []
  private(set) var rejected: [RejectedFile] = []
  private var met: Set<Identity> = []

  private struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  init(paths: [String]) {
    // Last path first, so that the stack gives them back in order.
    var pending = Array(paths.reversed())
    while let path = pending.popLast() {
      visit(path, pending: &pending)
    }
  }

  private mutating func visit(_ path: String, pending: inout [String]) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      let isMissing = errno == ENOENT
      reject(isMissing ? .missingPath(path) : .unreadableFile(path: path, detail: Self.systemError()), path)
      return
    }
    guard met.insert(Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))).inserted else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG: files.append(path)
    case S_IFDIR:
      guard let names = Self.entries(of: path) else {
        reject(.unreadableFolder(path: path, detail: Self.systemError()), path)
        return
      }
      let folder = path.hasSuffix("/") ? path : path + "/"
      pending += names.sorted().reversed().map { folder + $0 }
    default: reject(.specialFile(path: path), path)
    }
  }

  private mutating func reject(_ error: IngestError, _ path: String) {
    rejected.append(RejectedFile(path: path, error: error))
  }

  /// The names in a folder; `nil` (and `errno`) where it cannot be read.
  private static func entries(of path: String) -> [String]? {
    guard let folder = unsafe opendir(path) else { return nil }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(folder) else { return errno == 0 ? names : nil }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  private static func systemError() -> String { unsafe String(cString: strerror(errno)) }
}

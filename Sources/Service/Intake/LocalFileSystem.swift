import Glibc

/// The real file system. The only files of the intake that call the system are this one and its extensions.
struct LocalFileSystem: FileSystem {
  /// Whether to wait for the disk. Only tests, which do not cut the power, go without.
  var synchronises = true

  func names(in folder: DiskPath) throws(IntakeError) -> [[UInt8]] {
    guard let stream = unsafe folder.withCString({ unsafe opendir($0) }) else { throw failure("open folder", folder) }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    if errno != 0 { throw failure("list", folder) }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  func status(of path: DiskPath) throws(IntakeError) -> FileStatus? {
    var found = stat()
    guard unsafe path.withCString({ unsafe lstat($0, &found) }) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("examine", path)
    }
    let kind: FileStatus.Kind =
      switch found.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    return FileStatus(
      kind: kind,
      signature: FileSignature(
        device: UInt64(found.st_dev), inode: UInt64(found.st_ino), size: Int64(found.st_size),
        modified: .init(seconds: found.st_mtim.tv_sec, nanoseconds: found.st_mtim.tv_nsec),
        changed: .init(seconds: found.st_ctim.tv_sec, nanoseconds: found.st_ctim.tv_nsec)))
  }

  func freeBytes(at folder: DiskPath) throws(IntakeError) -> UInt64 {
    var found = statvfs()
    guard unsafe folder.withCString({ unsafe statvfs($0, &found) }) == 0 else { throw failure("measure", folder) }
    return UInt64(found.f_bavail) * UInt64(found.f_frsize)
  }

  func makeFolder(_ folder: DiskPath) throws(IntakeError) {
    if unsafe folder.withCString({ unsafe mkdir($0, 0o777) }) != 0 {
      let failure = failure("make folder", folder)
      guard errno == EEXIST, try status(of: folder)?.kind == .folder else { throw failure }
    }
    try synchronise(folder.parent)
  }

  func rename(_ source: DiskPath, to target: DiskPath) throws(IntakeError) {
    let result = unsafe source.withCString { from in unsafe target.withCString { unsafe Glibc.rename(from, $0) } }
    if result != 0 { throw failure("move", source) }
  }

  func replace(_ target: DiskPath, by source: DiskPath) throws(IntakeError) { try rename(source, to: target) }

  func remove(_ file: DiskPath) throws(IntakeError) {
    if unsafe file.withCString({ unsafe unlink($0) }) != 0 { throw failure("remove", file) }
  }

  func removeFolder(_ folder: DiskPath) throws(IntakeError) {
    if unsafe folder.withCString({ unsafe rmdir($0) }) != 0 { throw failure("remove folder", folder) }
  }

  func synchronise(_ path: DiskPath) throws(IntakeError) {
    guard synchronises else { return }
    let descriptor = try open(path, O_RDONLY | O_NOFOLLOW)
    defer { close(descriptor) }
    // Some network file systems cannot synchronise a folder and say so; there is nothing more to be had from them.
    if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw failure("synchronise", path) }
  }

  func resolved(_ folder: DiskPath) throws(IntakeError) -> DiskPath {
    guard let path = unsafe folder.withCString({ unsafe realpath($0, nil) }) else { throw failure("find", folder) }
    defer { unsafe free(path) }
    return DiskPath(bytes: unsafe Array(UnsafeRawBufferPointer(start: path, count: strlen(path))))
  }

  func lock(_ file: DiskPath) throws(IntakeError) -> FolderLock {
    let descriptor = try open(file, O_RDWR | O_CREAT)
    let lock = FolderLock(descriptor: descriptor)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      if errno != EWOULDBLOCK { throw failure("lock", file) }
      let holder = String(decoding: try read(file).prefix(200), as: UTF8.self)
      throw .locked(folder: file.parent.printable, holder: holder.trimmed)
    }
    var host = [CChar](repeating: 0, count: 256)
    _ = unsafe gethostname(&host, host.count - 1)
    let name = String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // For people; the lock holds without it, on a full disk too.
    if ftruncate(descriptor, 0) == 0 {
      try? write(Array("process \(getpid()) on \(name)\n".utf8), to: descriptor, of: file)
    }
    return lock
  }

  func failure(_ operation: String, _ path: DiskPath) -> IntakeError {
    .system(operation: operation, path: path.printable, code: errno)
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}

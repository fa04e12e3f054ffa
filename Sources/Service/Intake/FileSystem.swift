/// What tells that a file has changed.
struct FileSignature: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64
  let size: Int64
  /// When the content last changed. Senders set it as they like.
  let modified: Moment
  /// When content or attributes last changed. Senders cannot set it.
  let changed: Moment

  /// A time of the file system's clock.
  struct Moment: Hashable, Sendable {
    let seconds: Int
    let nanoseconds: Int
  }

  /// The part that a rename leaves alone.
  func isSameContent(as other: FileSignature) -> Bool {
    device == other.device && inode == other.inode && size == other.size && modified == other.modified
  }
}

struct FileStatus: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case file, folder, other }

  let kind: Kind
  let signature: FileSignature
}

/// What the intake needs of a file system, so that tests can count, refuse and interrupt each operation.
///
/// Symbolic links are never followed. What is said to be durable has reached the disk when the call returns.
protocol FileSystem: Sendable {
  /// Names in a folder, `.` and `..` left out, in the order of their bytes.
  func names(in folder: DiskPath) throws(IntakeError) -> [[UInt8]]
  /// `nil` where there is nothing.
  func status(of path: DiskPath) throws(IntakeError) -> FileStatus?
  func read(_ file: DiskPath) throws(IntakeError) -> [UInt8]
  func haveSameBytes(_ one: DiskPath, _ other: DiskPath) throws(IntakeError) -> Bool
  /// The same folder by its absolute path without symbolic links.
  func resolved(_ folder: DiskPath) throws(IntakeError) -> DiskPath
  /// Room left for us, in bytes.
  func freeBytes(at folder: DiskPath) throws(IntakeError) -> UInt64
  /// Whether a process of this machine holds the file open for writing. `false` where the file system cannot tell.
  func isOpenForWriting(_ file: DiskPath) -> Bool
  /// Lends a path that other code can open, whatever the bytes of the name.
  func withReadablePath<R>(_ file: DiskPath, _ body: (String) -> R) throws(IntakeError) -> R

  /// Makes a folder, durable; one that exists is fine.
  func makeFolder(_ folder: DiskPath) throws(IntakeError)
  /// Atomic. The target must not exist: the caller has looked, and holds the lock on the folder. Durable once both the file
  /// and the folder have been synchronised.
  func rename(_ source: DiskPath, to target: DiskPath) throws(IntakeError)
  /// A durable copy under a name that may exist (it is replaced); modification time kept.
  func copy(_ source: DiskPath, to target: DiskPath) throws(IntakeError)
  func remove(_ file: DiskPath) throws(IntakeError)
  /// Removes an empty folder.
  func removeFolder(_ folder: DiskPath) throws(IntakeError)
  /// Makes the content of a file, or the names in a folder, durable.
  func synchronise(_ path: DiskPath) throws(IntakeError)
  /// Adds to the end of a file, which is made where it is missing; durable.
  func append(_ bytes: [UInt8], to file: DiskPath) throws(IntakeError)
  /// Writes a whole file, replacing one that exists; durable.
  func write(_ bytes: [UInt8], to file: DiskPath) throws(IntakeError)
  /// Replaces `target` by `source` in one step.
  func replace(_ target: DiskPath, by source: DiskPath) throws(IntakeError)

  /// Takes the lock file of a folder, for as long as the result lives.
  func lock(_ file: DiskPath) throws(IntakeError) -> FolderLock
}

extension FileSystem {
  /// Every file below a folder, hidden ones left out, in order; none where there is no such folder.
  func filesBelow(_ folder: DiskPath) throws(IntakeError) -> [DiskPath] {
    guard try status(of: folder)?.kind == .folder else { return [] }
    var found: [DiskPath] = []
    for name in try names(in: folder) where name.first != UInt8(ascii: ".") {
      let path = folder.appending(name)
      switch try status(of: path)?.kind {
      case .file: found.append(path)
      case .folder: found += try filesBelow(path)
      default: continue
      }
    }
    return found
  }

  /// Removes a folder and those below it as far as they are empty.
  func removeEmptyFolders(_ folder: DiskPath) throws(IntakeError) {
    for name in try names(in: folder) {
      let path = folder.appending(name)
      if try status(of: path)?.kind == .folder { try removeEmptyFolders(path) }
    }
    if try names(in: folder).isEmpty { try removeFolder(folder) }
  }

  /// Makes a folder with all folders above it.
  func makeFolders(_ folder: DiskPath) throws(IntakeError) {
    if try status(of: folder)?.kind == .folder { return }
    if folder.parent != folder, !folder.parent.bytes.isEmpty { try makeFolders(folder.parent) }
    try makeFolder(folder)
  }

  /// Replaces a small file in one step; durable.
  func replaceContents(of file: DiskPath, with bytes: [UInt8]) throws(IntakeError) {
    let draft = file.parent.appending(".draft-".utf8 + file.name)
    try write(bytes, to: draft)
    try replace(file, by: draft)
    try synchronise(file.parent)
  }
}

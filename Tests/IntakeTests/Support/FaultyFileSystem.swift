import Glibc
import Synchronization

@testable import Intake

/// The real file system, on which operations can be made to fail, and which can be made to die like a killed process: from one
/// operation on, nothing works any more. Does not wait for the disk.
final class FaultyFileSystem: FileSystem {
  struct Faults: Sendable {
    /// How many changing operations were begun.
    var operations = 0
    /// The operation, counted from 1, at which the process dies; a write gets half way.
    var diesAt: Int?
    var isDead = false
    /// The error code of an operation on a path; 0 lets it pass.
    var refuse: (@Sendable (_ operation: String, _ path: String) -> Int32)?
    /// Folders that are devices of their own.
    var devices: [String] = []
    /// Files that some process is said to have open.
    var openFiles: Set<String> = []
    var freeBytes: UInt64?
  }

  private let base = LocalFileSystem(synchronises: false)
  private let state = Mutex(Faults())

  var operations: Int { state.withLock { $0.operations } }
  var isDead: Bool { state.withLock { $0.isDead } }
  func set(_ change: @Sendable (inout Faults) -> Void) { state.withLock { change(&$0) } }

  private func read(_ operation: String, _ path: DiskPath) throws(IntakeError) {
    let code = state.withLock { $0.isDead ? EIO : $0.refuse?(operation, path.printable) ?? 0 }
    if code != 0 { throw .system(operation: operation, path: path.printable, code: code) }
  }

  /// - Returns: whether the operation is to be done half: the process dies in it.
  private func change(_ operation: String, _ path: DiskPath) throws(IntakeError) -> Bool {
    try read(operation, path)
    return state.withLock { state in
      state.operations += 1
      state.isDead = state.operations == state.diesAt
      return state.isDead
    }
  }

  private func changeWhole(_ operation: String, _ path: DiskPath) throws(IntakeError) {
    if try change(operation, path) { throw killed(path) }
  }

  private func killed(_ path: DiskPath) -> IntakeError { .system(operation: "die", path: path.printable, code: EINTR) }

  func names(in folder: DiskPath) throws(IntakeError) -> [[UInt8]] {
    try read("names", folder)
    return try base.names(in: folder)
  }

  func status(of path: DiskPath) throws(IntakeError) -> FileStatus? {
    try read("status", path)
    return try base.status(of: path)
  }

  func read(_ file: DiskPath) throws(IntakeError) -> [UInt8] {
    try read("read", file)
    return try base.read(file)
  }

  func haveSameBytes(_ one: DiskPath, _ other: DiskPath) throws(IntakeError) -> Bool {
    try read("read", one)
    return try base.haveSameBytes(one, other)
  }

  func resolved(_ folder: DiskPath) throws(IntakeError) -> DiskPath { try base.resolved(folder) }

  func freeBytes(at folder: DiskPath) throws(IntakeError) -> UInt64 {
    try read("measure", folder)
    if let free = state.withLock({ $0.freeBytes }) { return free }
    return try base.freeBytes(at: folder)
  }

  func isOpenForWriting(_ file: DiskPath) -> Bool {
    state.withLock { $0.openFiles.contains(file.printable) } || base.isOpenForWriting(file)
  }

  func withReadablePath<R>(_ file: DiskPath, _ body: (String) -> R) throws(IntakeError) -> R {
    try read("examine", file)
    return try base.withReadablePath(file, body)
  }

  func makeFolder(_ folder: DiskPath) throws(IntakeError) {
    try changeWhole("makeFolder", folder)
    try base.makeFolder(folder)
  }

  func rename(_ source: DiskPath, to target: DiskPath) throws(IntakeError) {
    try changeWhole("rename", source)
    let crosses = state.withLock { state in
      state.devices.contains { source.isBelow(DiskPath($0)) != target.isBelow(DiskPath($0)) }
    }
    if crosses { throw .system(operation: "rename", path: source.printable, code: EXDEV) }
    if try base.status(of: target) != nil {
      throw .system(operation: "overwrite", path: target.printable, code: EEXIST)
    }
    try base.rename(source, to: target)
  }

  func copy(_ source: DiskPath, to target: DiskPath) throws(IntakeError) {
    if try change("copy", target) {
      let bytes = try base.read(source)
      try base.write(Array(bytes.prefix(bytes.count / 2)), to: target)
      throw killed(target)
    }
    try base.copy(source, to: target)
  }

  func remove(_ file: DiskPath) throws(IntakeError) {
    try changeWhole("remove", file)
    try base.remove(file)
  }

  func removeFolder(_ folder: DiskPath) throws(IntakeError) {
    try changeWhole("removeFolder", folder)
    try base.removeFolder(folder)
  }

  func synchronise(_ path: DiskPath) throws(IntakeError) { try changeWhole("synchronise", path) }

  func append(_ bytes: [UInt8], to file: DiskPath) throws(IntakeError) {
    let dies = try change("append", file)
    try base.append(dies ? Array(bytes.prefix(bytes.count / 2)) : bytes, to: file)
    if dies { throw killed(file) }
  }

  func write(_ bytes: [UInt8], to file: DiskPath) throws(IntakeError) {
    let dies = try change("write", file)
    try base.write(dies ? Array(bytes.prefix(bytes.count / 2)) : bytes, to: file)
    if dies { throw killed(file) }
  }

  func replace(_ target: DiskPath, by source: DiskPath) throws(IntakeError) {
    try changeWhole("replace", target)
    try base.replace(target, by: source)
  }

  func lock(_ file: DiskPath) throws(IntakeError) -> FolderLock { try base.lock(file) }
}

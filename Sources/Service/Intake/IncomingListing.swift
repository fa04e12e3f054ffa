/// What one look at the incoming folder saw.
struct IncomingListing {
  struct File {
    let path: DiskPath
    let centre: String
    let signature: FileSignature
  }

  struct Folder: Equatable {
    let signature: FileSignature
    let isEmpty: Bool
  }

  private(set) var files: [File] = []
  /// Folders below the centres' own.
  private(set) var folders: [DiskPath: Folder] = [:]
  /// What could not be looked at, with the system's reason: nothing is known of the files there.
  private(set) var unlistable: [DiskPath: IntakeError] = [:]
  /// Entries that are never touched: hidden, unfinished by their name, symbolic links, devices.
  private(set) var ignored = 0

  /// Looks at everything below `root`.
  ///
  /// - Throws: when the root itself cannot be listed.
  init(root: DiskPath, ignoring suffixes: [String], with system: any FileSystem) throws(IntakeError) {
    var pending: [Pending] = []
    for name in try system.names(in: root) {
      visit(name, in: root, ignoring: suffixes, with: system, &pending) { kind in
        kind == .folder ? FolderLayout.centre(name) : IntakeConfiguration.unassigned
      }
    }
    while let (folder, centre, signature) = pending.popLast() {
      let names: [[UInt8]]
      do { names = try system.names(in: folder) } catch {
        unlistable[folder] = error
        continue
      }
      if folder.parent != root { folders[folder] = Folder(signature: signature, isEmpty: names.isEmpty) }
      for name in names {
        visit(name, in: folder, ignoring: suffixes, with: system, &pending) { _ in centre }
      }
    }
  }

  private typealias Pending = (folder: DiskPath, centre: String, signature: FileSignature)

  private mutating func visit(
    _ name: [UInt8], in folder: DiskPath, ignoring suffixes: [String], with system: any FileSystem,
    _ pending: inout [Pending], centre: (FileStatus.Kind) -> String
  ) {
    guard !Self.isIgnored(name, suffixes) else {
      if name != Array(FolderLayout.lockName.utf8) { ignored += 1 }
      return
    }
    let path = folder.appending(name)
    do {
      guard let status = try system.status(of: path) else { return }  // Gone since the folder was listed.
      switch status.kind {
      case .file: files.append(File(path: path, centre: centre(.file), signature: status.signature))
      case .folder: pending.append((path, centre(.folder), status.signature))
      case .other: ignored += 1
      }
    } catch {
      unlistable[path] = error
    }
  }

  /// Hidden files, files and folders that a sender has not finished by their name, and what file managers and disc images leave.
  static func isIgnored(_ name: [UInt8], _ suffixes: [String]) -> Bool {
    if name.first == UInt8(ascii: ".") { return true }
    let lower = name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
    return lower == Array("thumbs.db".utf8) || lower == Array("dicomdir".utf8)
      || suffixes.contains { lower.reversed().starts(with: $0.utf8.reversed()) }
  }
}

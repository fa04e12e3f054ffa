/// Puts files in their place without ever losing or overwriting one.
struct Placement {
  enum Result: Equatable {
    case moved(DiskPath)
    /// A file of the same bytes was there already; the source is gone.
    case duplicate(of: DiskPath)
  }

  let files: any FileSystem
  /// Where copies from other devices are made; on the device of the place.
  let copies: DiskPath
  /// Folders whose names have yet to be made durable.
  private(set) var unsynchronised: Set<DiskPath> = []

  init(files: any FileSystem, copies: DiskPath) {
    self.files = files
    self.copies = copies
  }

  /// Moves a file to `<folder>/<stem><suffix>`, or where files with other bytes have that name, to `<stem>~2<suffix>` and so on.
  ///
  /// `announce` is told the new name before the move.
  ///
  /// A crash at any moment leaves the file in its old place, in its new place, or (between devices) in both; called again, this
  /// ends in the same state. The content is durable on return, the names after ``synchronise()``.
  mutating func place(
    _ source: DiskPath, in folder: DiskPath, stem: some Collection<UInt8>, suffix: some Collection<UInt8>,
    announce: (DiskPath) throws(IntakeError) -> Void = { _ in }
  ) throws(IntakeError) -> Result {
    try files.makeFolders(folder)
    var number = 1
    while true {
      let target = folder.appending(Array(stem) + (number == 1 ? "" : "~\(number)").utf8 + suffix)
      switch try files.status(of: target)?.kind {
      case nil:
        try announce(target)
        try move(source, to: target)
        return .moved(target)
      case .file: if try drop(source, ifSameAs: target) { return .duplicate(of: target) }
      case .folder, .other: break
      }
      number += 1
    }
  }

  /// Removes a file where another durably holds the same bytes.
  func drop(_ source: DiskPath, ifSameAs kept: DiskPath) throws(IntakeError) -> Bool {
    let before = try files.status(of: source)
    guard try files.haveSameBytes(source, kept) else { return false }
    try files.synchronise(kept)
    try files.synchronise(kept.parent)
    guard try files.status(of: source) == before else { throw files.isChanging(source) }
    try files.remove(source)
    return true
  }

  private mutating func move(_ source: DiskPath, to target: DiskPath) throws(IntakeError) {
    do {
      try files.rename(source, to: target)
      unsynchronised.insert(target.parent)
      try files.synchronise(target)
    } catch .system(_, _, SystemCode.crossDevice.value) {
      try files.makeFolders(copies)
      let copy = copies.appending(target.name)
      let before = try files.status(of: source)
      try files.copy(source, to: copy)
      guard try files.status(of: source) == before else { throw files.isChanging(source) }
      try files.rename(copy, to: target)
      try files.synchronise(target.parent)
      try files.remove(source)
    }
  }

  /// Makes the names of all files placed so far durable.
  mutating func synchronise() throws(IntakeError) {
    for folder in unsynchronised.sorted() { try files.synchronise(folder) }
    unsynchronised = []
  }

  /// Removes what a killed process left of copies between devices; their sources are where they were.
  func sweep() throws(IntakeError) {
    for copy in try files.filesBelow(copies) { try files.remove(copy) }
  }
}

extension FileSystem {
  fileprivate func isChanging(_ file: DiskPath) -> IntakeError {
    .system(operation: "move", path: file.printable, code: SystemCode.busy.value)
  }
}

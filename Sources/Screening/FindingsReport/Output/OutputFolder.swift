import Foundation

/// The folder that results appear in: `root/<name>/`, whole or not at all.
///
/// A result is filled in a hidden folder beside its destination, made durable and renamed into place, so a reader never
/// meets half of one. The folder of a name is always the newest version; the one before moves to `root/superseded/<name>/<n>/`,
/// `n` counting from 1.
public struct OutputFolder: Sendable {
  public let root: URL

  /// Where older versions go.
  public static let supersededName = "superseded"
  /// How the folders begin that are still being filled, or were left by a crash.
  public static let unfinishedPrefix = ".unfinished-"

  /// - Parameter root: made, with the folders above it, when the first result is published.
  public init(root: URL) { self.root = root }

  /// Fills a folder and puts it in place.
  ///
  /// - Parameters:
  ///   - name: one plain path component: not empty, not hidden, not ``supersededName``.
  ///   - fill: writes the files into the folder it is given.
  /// - Returns: the folder in its place.
  /// - Throws: ``ReportError/invalidFolderName(_:)``; ``ReportError/system(_:path:code:)``; whatever `fill` throws. After an error
  ///   the version that was there stands as before, and nothing of the new one is left.
  public func publish(name: String, _ fill: (URL) throws(ReportError) -> Void) throws(ReportError) -> URL {
    try Self.check(name)
    try FileAccess.makeFolders(root)
    let unfinished = try UnfinishedFolder(root: root, name: name)
    do throws(ReportError) {
      try fill(unfinished.url)
      try FileAccess.synchronise(tree: unfinished.url)
      let destination = root.appendingPathComponent(name)
      try replace(destination, name: name, by: unfinished.url)
      return destination
    } catch {
      unfinished.remove()
      throw error
    }
  }

  /// Removes the folders that crashed processes left unfinished; those that a living process is filling stay.
  /// - Returns: the names of the folders that were removed.
  @discardableResult public func removeUnfinished() throws(ReportError) -> [String] {
    guard FileAccess.kind(root) != nil else { return [] }
    var removed: [String] = []
    for name in try FileAccess.names(in: root) where name.hasPrefix(Self.unfinishedPrefix) {
      let folder = root.appendingPathComponent(name)
      guard FileAccess.kind(folder) == S_IFDIR else { continue }
      if try UnfinishedFolder.removeIfAbandoned(folder) { removed.append(name) }
    }
    return removed
  }

  private static func check(_ name: String) throws(ReportError) {
    let isPlain = !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") && !name.contains("\0")
    guard isPlain, name != supersededName else { throw .invalidFolderName(name) }
  }

  /// Moves what is in the way aside, then `folder` into its place. Where the second step fails, the first is taken back. A lock
  /// on the root makes others wait who publish at the same time.
  func replace(_ destination: URL, name: String, by folder: URL) throws(ReportError) {
    let lock = try FileAccess.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC, operation: .lock)
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .system(.lock, path: root.path, code: errno) }
    }
    var older: URL?
    if FileAccess.kind(destination) != nil {
      let place = try nextSupersededPlace(name)
      try FileAccess.rename(destination, to: place)
      older = place
    }
    do throws(ReportError) {
      try FileAccess.rename(folder, to: destination)
    } catch {
      if let older { try FileAccess.rename(older, to: destination) }
      throw error
    }
    if let older { try FileAccess.synchronise(older.deletingLastPathComponent()) }
    try FileAccess.synchronise(root)
  }

  /// `root/superseded/<name>/<n>`, the first number above all that are there.
  private func nextSupersededPlace(_ name: String) throws(ReportError) -> URL {
    let superseded = root.appendingPathComponent(Self.supersededName)
    let versions = superseded.appendingPathComponent(name)
    if try FileAccess.makeFolder(superseded) { try FileAccess.synchronise(root) }
    if try FileAccess.makeFolder(versions) { try FileAccess.synchronise(superseded) }
    let last = try FileAccess.names(in: versions).compactMap { Int($0) }.max() ?? 0
    return versions.appendingPathComponent(String(last + 1))
  }
}

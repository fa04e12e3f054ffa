/// Where everything lies. No other file builds a path below the four folders.
struct FolderLayout: Sendable {
  let incoming: DiskPath
  let output: DiskPath
  let archive: DiskPath
  let quarantine: DiskPath

  /// The ledger of studies.
  var journal: DiskPath { output.appending(".intake").appending("journal.jsonl") }
  var status: DiskPath { output.appending("status.json") }
  var worklist: DiskPath { output.appending("worklist.json") }
  /// Files of studies that were taken and have no outcome yet. Inside the archive, so that an outcome turns into an archived
  /// study by renaming alone, which needs no room on the disk.
  var work: DiskPath { archive.appending(".work") }
  /// The lock file of each folder.
  var locks: [DiskPath] { [incoming, output, archive, quarantine].map { $0.appending(Self.lockName) } }
  static let lockName = ".prescreen.lock"

  /// Where copies from other devices are made before they get their name: nothing in it is anybody's only copy.
  static func copies(in root: DiskPath) -> DiskPath { root.appending(".copying") }

  func work(study: String) -> DiskPath { work.appending(study) }
  func work(study: String, centre: String) -> DiskPath { work(study: study).appending(centre) }
  func archived(study: String, centre: String) -> DiskPath { archive.appending(centre).appending(study) }
  func quarantined(study: String, centre: String) -> DiskPath { quarantine.appending(centre).appending(study) }

  /// A file's name in its centre's quarantine: its own, unless that would look like a reason or leave no room for `.reason.json`.
  static func nameInQuarantine(of path: DiskPath) -> [UInt8] {
    let name = shortened(Array(path.name))
    return name.reversed().starts(with: reasonSuffix.utf8.reversed()) ? name + ".file".utf8 : name
  }

  /// The file that says why a file or study in quarantine is there.
  static func reason(of path: DiskPath) -> DiskPath { path.parent.appending(path.name + reasonSuffix.utf8) }

  private static let reasonSuffix = ".reason.json"

  /// A centre's name: that of its folder, as text.
  static func centre(_ folder: [UInt8]) -> String {
    String(decoding: shortened(Array(DiskPath.printable(folder).utf8)), as: UTF8.self)
  }

  /// File systems take names of 255 bytes; what we add to a name must find room.
  private static func shortened(_ name: [UInt8]) -> [UInt8] {
    name.count <= 200 ? name : Array(name.prefix(180)) + "-".utf8 + digest(name).utf8
  }

  /// What the name of a stored instance is made of, without the number that sets files of one name apart.
  static func parts(of path: DiskPath) -> (stem: [UInt8], suffix: [UInt8]) {
    let name = path.name
    guard name.reversed().starts(with: instanceSuffix.reversed()) else { return (Array(name), []) }
    return (Array(name.dropLast(instanceSuffix.count).prefix { $0 != UInt8(ascii: "~") }), instanceSuffix)
  }

  static let instanceSuffix = Array(".dcm".utf8)

  /// The folder of an instance below its study's, and the stem of its file name.
  static func place(of identity: InstanceIdentity) -> (folder: String, stem: String) {
    (name(identity.series), name(identity.instance))
  }

  /// A UID, or in place of something that is not one, a digest of it.
  private static func name(_ uid: String) -> String {
    InstanceIdentity.isUID(uid) ? uid : "not-a-uid-" + digest(uid.utf8)
  }

  /// - Throws: ``IntakeError/configuration(key:problem:)`` where files that we write would be taken for new arrivals, or two
  ///   folders are one.
  func check() throws(IntakeError) {
    if archive.text == nil { throw .configuration(key: "archive", problem: "the folder's name must be UTF-8") }
    for (key, folder) in [("output", output), ("archive", archive), ("quarantine", quarantine)]
    where folder == incoming || folder.isBelow(incoming) {
      throw .configuration(
        key: key, problem: "must not lie in the incoming folder: its files would be taken for arrivals")
    }
    for (key, folder) in [("archive", archive), ("quarantine", quarantine)]
    where folder == output || incoming.isBelow(folder) {
      throw .configuration(key: key, problem: "must not be the output folder, nor hold the incoming folder")
    }
    if archive == quarantine || archive.isBelow(quarantine) || quarantine.isBelow(archive) {
      throw .configuration(key: "quarantine", problem: "the archive and the quarantine must lie apart")
    }
  }
}

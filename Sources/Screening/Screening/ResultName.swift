import DICOMIngest
import Foundation
import VolumeOperations

/// The names of result folders.
enum ResultName {
  /// The Study Instance UID; for files that give no valid one, a name made of the first file's content.
  /// - Returns: `nil` where there is neither a UID nor a file that can be read.
  static func of(_ study: IndexedStudy) -> String? {
    study.description.studyInstanceUID ?? unreadable(study.files)
  }

  /// `unreadable-` and the first 16 hexadecimal digits of the SHA-256 of the first of `files` that can be read.
  static func unreadable(_ files: [String]) -> String? {
    files.lazy.compactMap(digest).first.map { "unreadable-\($0.prefix(16))" }
  }

  private static func digest(ofFile path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    var hash = SHA256()
    do {
      while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty { hash.update([UInt8](chunk)) }
    } catch {
      return nil
    }
    return hash.finalize()
  }
}

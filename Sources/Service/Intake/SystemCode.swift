import Glibc

/// An `errno` value.
struct SystemCode: Hashable, Sendable {
  let value: Int32

  init(_ value: Int32) { self.value = value }

  static let crossDevice = SystemCode(EXDEV)
  static let missing = SystemCode(ENOENT)
  static let busy = SystemCode(EBUSY)

  /// Whether room on a disk, or in a quota, is what lacks.
  var isDiskFull: Bool { value == ENOSPC || value == EDQUOT }

  /// The system's words, e.g. "No space left on device".
  var message: String { unsafe String(cString: strerror(value)) }
}

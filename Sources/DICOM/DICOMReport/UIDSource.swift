import VolumeOperations

/// Unique identifiers that follow from a text: the same text gives the same one, so that a second run replaces and does not
/// double. Source: DICOM PS3.5, B.2 (`2.25.` and a UUID as a decimal number); the UUID is of RFC 9562, version 8.
public struct UIDSource: Sendable {
  private let root: String

  /// - Parameter root: what all identifiers of this source have in common.
  public init(root: String) { self.root = root }

  public func uid(_ name: String) -> String {
    var digest = SHA256()
    digest.update(utf8: "\(root)\n\(name)")
    let hex = digest.finalize().prefix(32)
    var number = UInt128(hex, radix: 16) ?? 0
    number = number & ~(0xF << 76) | 8 << 76
    number = number & ~(0x3 << 62) | 2 << 62
    return "2.25.\(number)"
  }
}

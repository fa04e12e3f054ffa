/// Why a compressed frame cannot be decoded, or not without damage.
public struct CodecError: Error, Hashable, Sendable {
  public let detail: String

  init(_ detail: String) { self.detail = detail }
}

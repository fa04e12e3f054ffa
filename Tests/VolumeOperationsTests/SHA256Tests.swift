import KernelReference
import TestSupport
import Testing

@testable import VolumeOperations

@Suite("SHA-256: every way of this machine against the standard")
struct SHA256Tests {
  private func hash(_ bytes: [UInt8], by compression: SHA256Compression) -> String {
    var hash = SHA256(compression: compression)
    hash.update(bytes)
    return hash.finalize()
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// Source: NIST, "Cryptographic Standards and Guidelines: examples with intermediate values", SHA-256, and the
  /// short and long messages of FIPS 180-2, appendix B.
  static let published: [(message: [UInt8], hash: String)] = [
    ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      Array(
        ("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
          + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu").utf8),
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    (
      [UInt8](repeating: 0x61, count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test("the published hashes", arguments: published.indices)
  func publishedHashes(index: Int) {
    let (message, expected) = Self.published[index]
    for compression in SHA256Compression.available {
      #expect(hash(message, by: compression) == expected, "\(compression.name)")
    }
    if message.count < 1000 { #expect(hex(DigestReference.sha256(message)) == expected) }
  }

  @Test("same hash as the twin for lengths around a block and its padding")
  func agrees() {
    var random = SplitMix64(seed: 1)
    for length in [1, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 127, 128, 129, 191, 192, 193, 1000] {
      let message = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let expected = hex(DigestReference.sha256(message))
      for compression in SHA256Compression.available {
        #expect(hash(message, by: compression) == expected, "\(compression.name), \(length) bytes")
      }
    }
  }

  @Test("law: it does not matter how the bytes are cut", arguments: 0..<20)
  func ignoresCuts(seed: Int) {
    var random = SplitMix64(seed: seed)
    let message = (0..<777).map { _ in UInt8.random(in: 0...255, using: &random) }
    for compression in SHA256Compression.available {
      var pieces = SHA256(compression: compression)
      var at = 0
      while at < message.count {
        let end = min(message.count, at + Int.random(in: 0...150, using: &random))
        pieces.update(Array(message[at..<end]))
        at = end
      }
      #expect(pieces.finalize() == hash(message, by: compression), "\(compression.name), seed \(seed)")
    }
  }

  @Test("a copy goes on by itself")
  func copies() {
    var first = SHA256()
    first.update(utf8: "ab")
    var second = first
    first.update(utf8: "c")
    second.update(utf8: "d")
    #expect(first.finalize() == SHA256.hash(of: Array("abc".utf8)))
    #expect(second.finalize() == SHA256.hash(of: Array("abd".utf8)))
  }
}

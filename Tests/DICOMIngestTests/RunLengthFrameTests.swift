import Testing

@testable import DICOMCodecs

@Suite("Run-length encoding")
struct RunLengthFrameTests {
  static func frame(_ segments: [[UInt8]]) -> [UInt8] {
    var offsets = [segments.count]
    var at = 64
    for segment in segments {
      offsets.append(at)
      at += segment.count
    }
    offsets += [Int](repeating: 0, count: 16 - offsets.count)
    return offsets.flatMap { offset in (0..<4).map { UInt8(offset >> ($0 * 8) & 255) } } + segments.flatMap(\.self)
  }

  private func decode(_ bytes: [UInt8], pixels: Int, bytesPerSample: Int = 2) throws -> [UInt16] {
    var samples = [UInt16](repeating: 0xAAAA, count: pixels)
    var span = samples.mutableSpan
    try RunLengthFrame(bytes, bytesPerSample: bytesPerSample).decode(into: &span)
    return samples
  }

  @Test("runs, literals, the code that does nothing, and a pad byte") func decodes() throws {
    // High bytes: a run of 5. Low bytes: nothing, three literals, a run of 2, a pad byte.
    let bytes = Self.frame([[0xFC, 0x01], [0x80, 0x02, 7, 8, 9, 0xFF, 4, 0]])
    #expect(try decode(bytes, pixels: 5) == [0x0107, 0x0108, 0x0109, 0x0104, 0x0104])
  }

  @Test("one byte a sample") func bytes() throws {
    #expect(try decode(Self.frame([[0x01, 200, 100]]), pixels: 2, bytesPerSample: 1) == [200, 100])
  }

  @Test(
    "segments that give too little or too much",
    arguments: [
      [0xFD, 1], [0xFB, 1], [0x04, 1, 2], [0x05, 1, 2, 3, 4, 5, 6], [], [0xFC],
    ] as [[UInt8]])
  func wrongCount(segment: [UInt8]) {
    #expect(throws: CodecError.self) {
      try decode(Self.frame([segment]), pixels: 5, bytesPerSample: 1)
    }
  }

  @Test("a header that lies about its segments") func header() {
    let good = Self.frame([[0xFC, 1], [0xFC, 1]])
    #expect(throws: Never.self) { try decode(good, pixels: 5) }
    for (place, value) in [(0, 3), (0, 0), (4, 63), (4, 67), (8, 255), (10, 255)] as [(Int, UInt8)] {
      var bytes = good
      bytes[place] = value
      #expect(throws: CodecError.self, "byte \(place)") { try decode(bytes, pixels: 5) }
    }
    #expect(throws: CodecError.self) { try decode(Array(good.prefix(63)), pixels: 5) }
  }
}

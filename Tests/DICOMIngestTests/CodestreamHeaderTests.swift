import Testing

@testable import DICOMIngest

@Suite("Headers of JPEG and JPEG-LS streams")
struct CodestreamHeaderTests {
  private func read(_ bytes: [UInt8]) throws(CodestreamHeader.Malformed) -> CodestreamHeader {
    try CodestreamHeader(length: bytes.count) { offset, count in
      Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
    }
  }

  /// A stream of one frame header after two other segments.
  static func stream(marker: UInt8, precision: UInt8 = 12, rows: Int = 512, columns: Int = 300) -> [UInt8] {
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFE, 0, 3, 9]
      + [
        0xFF, marker, 0, 11, precision, UInt8(rows >> 8), UInt8(rows & 255), UInt8(columns >> 8), UInt8(columns & 255),
      ]
      + [1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 1, 2, 3]
  }

  @Test("frame headers of every process", arguments: [0xC0, 0xC1, 0xC2, 0xC3, 0xCF, 0xF7] as [UInt8])
  func frameHeader(marker: UInt8) throws {
    let header = try read(Self.stream(marker: marker))
    #expect(header.family == (marker == 0xF7 ? .jpegLS : .jpeg))
    #expect((header.rows, header.columns, header.components, header.precision) == (512, 300, 1, 12))
  }

  @Test("fill bytes before a marker are skipped") func fillBytes() throws {
    var bytes = Self.stream(marker: 0xC3)
    bytes.insert(contentsOf: [0xFF, 0xFF], at: 2)
    #expect(try read(bytes).rows == 512)
  }

  @Test("a stream cut off anywhere before its frame header ends is malformed", arguments: 0..<23)
  func cutOff(count: Int) {
    #expect(throws: CodestreamHeader.Malformed.self) {
      try read(Array(Self.stream(marker: 0xC3).prefix(count)))
    }
  }

  @Test(
    "tables are no frame headers; a scan or the end comes too early",
    arguments: [0xC4, 0xC8, 0xCC, 0xDA, 0xD9] as [UInt8])
  func notAFrameHeader(marker: UInt8) {
    #expect(throws: CodestreamHeader.Malformed.self) { try read(Self.stream(marker: marker)) }
  }

  @Test("a segment that is longer than the stream, or has no length", arguments: [0, 1, 200] as [UInt8])
  func segmentLength(low: UInt8) {
    var bytes = Self.stream(marker: 0xC3)
    bytes[5] = low
    #expect(throws: CodestreamHeader.Malformed.self) { try read(bytes) }
  }

  @Test(
    "a marker that has no place before the frame header: TEM, over which a decoder would stay for ever, and others",
    arguments: [0x00, 0x01, 0x02, 0xBF, 0xD0, 0xD7, 0xD8, 0xF0] as [UInt8])
  func strangeMarker(marker: UInt8) {
    var bytes = Self.stream(marker: 0xC1)
    bytes.insert(contentsOf: [0xFF, marker, 0, 4, 1, 2], at: 2)
    #expect(throws: CodestreamHeader.Malformed.self) { try read(bytes) }
  }

  @Test("a stream of fill bytes ends") func endless() {
    #expect(throws: CodestreamHeader.Malformed.self) {
      try read([0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 100_000))
    }
  }
}

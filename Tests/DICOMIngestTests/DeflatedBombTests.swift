import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Deflated data sets")
struct DeflatedBombTests {
  /// A deflate stream of `count` times 258 zero bytes and one before: fixed codes, a match of length 258 at distance 1.
  /// Source: RFC 1951, 3.2.5 and 3.2.6.
  private static func zeros(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var (pending, bits) = (UInt32(0), 0)
    func put(_ code: UInt32, _ length: Int, into bytes: inout [UInt8]) {
      pending |= code << bits
      bits += length
      while bits >= 8 {
        bytes.append(UInt8(pending & 0xFF))
        pending >>= 8
        bits -= 8
      }
    }
    put(0b011, 3, into: &bytes)  // the last block, fixed codes
    put(0b0000_1100, 8, into: &bytes)  // the literal 0, its code 00110000 from the highest bit on
    // Length 285 has the code 11000101, distance 0 the code 00000. Eight of them are thirteen bytes.
    let start = bytes.count
    for _ in 0..<min(count, 8) { put(0b1010_0011, 13, into: &bytes) }
    if count >= 16 {
      let period = Array(bytes[start...])
      for _ in 1..<count / 8 { bytes += period }
    }
    return bytes
  }

  @Test("a bomb is refused before its bytes are kept", arguments: [false, true]) func bomb(hasHeader: Bool)
    throws
  {
    let folder = try TestFolder()
    let stream = Self.zeros((1 << 28) / 258 / 8 * 8 + 80)
    let file = RawDataSet.file(RawDataSet.Encoding.deflated.rawValue, (hasHeader ? [0x78, 0x9C] : []) + stream)
    #expect(file.count < 2_000_000)
    let path = try folder.write("x.dcm", file)
    let error = #expect(throws: IngestError.self) { try DICOMIngest.examine(file: path) }
    #expect(error?.reason.code == "file.corrupt")
    #expect(error?.reason.evidence == "the data set inflates to more than 268435456 bytes")
  }

  @Test("a stream below the limit is DCMTK's to judge") func zeroes() throws {
    let folder = try TestFolder()
    let path = try folder.write(
      "x.dcm", RawDataSet.file(RawDataSet.Encoding.deflated.rawValue, Self.zeros(80)))
    let error = #expect(throws: IngestError.self) { try DICOMIngest.examine(file: path) }
    #expect(error?.reason.evidence.contains("inflates") == false)
  }

  @Test("noise, and a stream that is cut off anywhere") func damaged() throws {
    let folder = try TestFolder()
    var random = SplitMix64(seed: 7)
    let slice = RawDataSet(.deflated).file
    for count in stride(from: slice.count - 40, to: slice.count, by: 3) {
      let path = try folder.write("cut.dcm", Array(slice.prefix(count)))
      #expect(throws: IngestError.self) { try DICOMIngest.examine(file: path) }
    }
    for _ in 0..<50 {
      let noise = (0..<500).map { _ in UInt8.random(in: 0...255, using: &random) }
      let path = try folder.write("noise.dcm", RawDataSet.file(RawDataSet.Encoding.deflated.rawValue, noise))
      #expect(throws: IngestError.self) { try DICOMIngest.examine(file: path) }
    }
  }
}

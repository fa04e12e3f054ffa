import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Pixel data that lie, are damaged, or are unusual and right")
struct PixelDataTests {
  /// The header of a good slice that was changed, and its HU.
  private func slice(
    _ change: (inout TestFile) -> Void
  ) throws -> (header: InstanceHeader, values: Result<[Int16], IngestError>) {
    let folder = try TestFolder()
    var file = TestFile.slice(number: 3)
    change(&file)
    let path = try file.write("x.dcm", in: folder)
    let header = try DICOMIngest.examine(file: path)
    return (header, Result { () throws(IngestError) in try load(file: path) })
  }

  private func code(_ change: (inout TestFile) -> Void) throws -> String? {
    switch try slice(change).values {
    case .success: nil
    case .failure(let error): error.reason.code
    }
  }

  private func values(_ words: [UInt16], _ change: (inout TestFile) -> Void) throws -> [Int16] {
    try slice { file in
      file.setWord(0x0028, 0x0010, 1)
      file.setWord(0x0028, 0x0011, UInt16(words.count))
      file.setPixels(words)
      change(&file)
    }.values.get()
  }

  private static let jpegLS = "1.2.840.10008.1.2.4.80"
  private static let jpeg = "1.2.840.10008.1.2.4.70"
  private static let runLength = "1.2.840.10008.1.2.5"

  // MARK: Lies

  @Test("more rows, or fewer, than the pixel data have", arguments: [7, 9, 4096] as [UInt16]) func rows(rows: UInt16)
    throws
  {
    let result = try? slice { $0.setWord(0x0028, 0x0010, rows) }
    if rows > 8 {
      #expect(result == nil, "incomplete, so not even examined")
    } else {
      #expect(result?.header.problem?.reason.code == "pixel.length")
      #expect(result?.header.problem?.reason.evidence.hasSuffix("112 bytes declared, 128 found") == true)
    }
  }

  @Test(
    "a stream that claims other dimensions is refused before it is decoded",
    arguments: [
      (65535, 65535), (8, 9), (9, 8), (0, 0),
    ])
  func codestream(rows: Int, columns: Int) throws {
    for (syntax, marker) in [(Self.jpegLS, 0xF7), (Self.jpeg, 0xC3)] as [(String, UInt8)] {
      let (header, values) = try slice { file in
        file.transferSyntax = syntax
        file.setFragments([CodestreamHeaderTests.stream(marker: marker, rows: rows, columns: columns)])
      }
      #expect(header.problem?.reason.code == "pixel.codestream")
      #expect(
        header.problem?.reason.evidence.contains("8 rows and 8 columns declared, the stream has \(rows) and \(columns)")
          == true)
      #expect(throws: IngestError.self) { try values.get() }
    }
  }

  @Test("header and stream agree on dimensions that no scanner makes") func absurd() throws {
    #expect(
      try code { file in
        file.transferSyntax = Self.jpegLS
        file.setWord(0x0028, 0x0010, 65535)
        file.setWord(0x0028, 0x0011, 65535)
        file.setFragments([CodestreamHeaderTests.stream(marker: 0xF7, rows: 65535, columns: 65535)])
      } == "pixel.layout")
  }

  @Test("a stream of another kind, of more bits, or none at all") func kinds() throws {
    func code(_ syntax: String, _ stream: [UInt8]) throws -> String? {
      try self.code { file in
        file.transferSyntax = syntax
        file.setFragments([stream])
      }
    }
    let right = CodestreamHeaderTests.stream(marker: 0xC3, rows: 8, columns: 8)
    #expect(try code(Self.jpegLS, right) == "pixel.codestream")
    #expect(try code(Self.jpeg, CodestreamHeaderTests.stream(marker: 0xF7, rows: 8, columns: 8)) == "pixel.codestream")
    #expect(
      try code(Self.jpeg, CodestreamHeaderTests.stream(marker: 0xC3, precision: 17, rows: 8, columns: 8))
        == "pixel.codestream")
    let short = CodestreamHeaderTests.stream(marker: 0xC3, precision: 11, rows: 8, columns: 8)
    let signed = try self.code { file in
      file.transferSyntax = Self.jpeg
      file.setWord(0x0028, 0x0103, 1)
      file.setFragments([short])
    }
    #expect(signed == "pixel.codestream")
    #expect(try code(Self.jpeg, [1, 2, 3, 4]) == "pixel.codestream")
    #expect(try code(Self.runLength, [1, 2, 3, 4]) == "pixel.codestream")
    #expect(try code(Self.runLength, RunLengthFrameTests.frame([[0]])) == "pixel.codestream")
  }

  @Test("native pixel data in a compressed syntax, and the other way round") func encapsulation() throws {
    let error = #expect(throws: IngestError.self) { try slice { $0.transferSyntax = Self.jpegLS } }
    #expect(error?.reason.code == "file.corrupt")
    #expect(try code { $0.setFragments([[1, 2]]) } == "pixel.codestream")
  }

  @Test("32 bits, inverted grey, colour, no square of bits: refused by name") func layouts() throws {
    func evidence(_ change: (inout TestFile) -> Void) throws -> String? {
      let reason = try slice(change).header.problem?.reason
      return reason?.code == "pixel.layout" ? reason?.evidence : nil
    }
    let long = try evidence { file in
      file.setWord(0x0028, 0x0100, 32)
      file.setPixels([UInt16](repeating: 0, count: 128))
    }
    #expect(long?.contains("32 bits allocated, 12 stored") == true)
    #expect(try evidence { $0.setWord(0x0028, 0x0101, 17) }?.contains("17 stored") == true)
    #expect(try evidence { $0.setWord(0x0028, 0x0102, 10) }?.contains("high bit 10") == true)
    #expect(try evidence { $0.setWord(0x0028, 0x0103, 2) }?.contains("representation 2") == true)
    #expect(try evidence { $0.set(0x0028, 0x0004, "CS", "MONOCHROME1") }?.contains("MONOCHROME1") == true)
    #expect(try evidence { $0.setWord(0x0028, 0x0002, 3) }?.contains("3 samples") == true)
  }

  @Test("no pixel data, or an empty one, is what a file looks like that is being copied") func missing() throws {
    for change in [{ $0.removePixels() }, { $0.setPixels([]) }, { $0.setPixels([1], declared: 128) }]
      as [(inout TestFile) -> Void]
    {
      let error = #expect(throws: IngestError.self) { try slice(change) }
      #expect(error?.isIncomplete == true)
    }
  }

  // MARK: Damage

  @Test("noise behind a right header is damage, whatever the decoder makes of it", arguments: 0..<10)
  func noise(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    for (syntax, marker) in [(Self.jpegLS, 0xF7), (Self.jpeg, 0xC3)] as [(String, UInt8)] {
      let noise = (0..<seed * 10).map { _ in UInt8.random(in: 0...254, using: &random) }
      let (header, values) = try slice { file in
        file.transferSyntax = syntax
        file.setFragments([CodestreamHeaderTests.stream(marker: marker, rows: 8, columns: 8) + noise])
      }
      #expect(header.problem == nil)
      let error = #expect(throws: IngestError.self, "\(syntax), seed \(seed)") { try values.get() }
      #expect(error?.reason.code == "pixel.corrupt")
      #expect(error?.reason.evidence.hasPrefix("instance 3, SOP Instance UID 1.2.3.40.3: ") == true)
    }
  }

  @Test("a run-length frame that ends early is damage, not a picture with its last pixel repeated") func runLengthEnds()
    throws
  {
    #expect(
      try code { file in
        file.transferSyntax = Self.runLength
        file.setFragments([RunLengthFrameTests.frame([[0xC1, 0x04], [0xC2, 0x01]])])
      } == "pixel.corrupt")
  }

  // MARK: Values

  @Test("unsigned and signed values of 12 and 16 bits") func signs() throws {
    #expect(try values([0, 1024, 4095, 0xF400]) { _ in } == [-1024, 0, 3071, 0])
    #expect(
      try values([0, 1024, 0x800, 0xFFF, 0xF800]) { $0.setWord(0x0028, 0x0103, 1) } == [-1024, 0, -3072, -1025, -3072])
    #expect(
      try values([0xFC00, 0x0001]) { file in
        file.setWord(0x0028, 0x0101, 16)
        file.setWord(0x0028, 0x0102, 15)
        file.setWord(0x0028, 0x0103, 1)
      } == [-2048, -1023])
    // Twelve bits at the top of the word.
    #expect(try values([0x4000, 0x400F]) { $0.setWord(0x0028, 0x0102, 15) } == [0, 0])
  }

  @Test("Hounsfield units stored as they are, beside overlay bits or in all of the word") func stored() throws {
    func plain(_ file: inout TestFile) {
      file.setWord(0x0028, 0x0103, 1)
      file.set(0x0028, 0x1052, "DS", "0")
    }
    // 13 bits, an overlay above them: -1000, 0 and 3071 with all their upper bits set, or none.
    #expect(
      try values([0x1C18, 0xFC18, 0xE000, 0xEBFF]) { file in
        plain(&file)
        file.setWord(0x0028, 0x0101, 13)
        file.setWord(0x0028, 0x0102, 12)
      } == [-1000, -1000, 0, 3071])
    #expect(
      try values([0xFC18, 0x0000, 0x7FFF]) { file in
        plain(&file)
        file.setWord(0x0028, 0x0101, 16)
        file.setWord(0x0028, 0x0102, 15)
      } == [-1000, 0, 32767])
  }

  @Test("the ratio of a lossy stream: as declared, or else by its length") func ratio() throws {
    func ratio(_ change: (inout TestFile) -> Void) throws -> Double? {
      var encoder = JPEGLSEncoder(precision: 12, near: 2)
      let stream = encoder.encode((0..<64).map { 1000 + $0 * 13 % 50 }, columns: 8)
      return try slice { file in
        file.transferSyntax = "1.2.840.10008.1.2.4.81"
        file.setFragments([stream])
        change(&file)
      }.header.acquisition.lossyRatio.map { $0 * Double(stream.count + stream.count % 2) }
    }
    #expect(try ratio { _ in } == 96)
    #expect(try #require(try ratio { $0.set(0x0028, 0x2112, "DS", "10000") }) > 96)
    for absurd in ["0", "-4", "1e300"] { #expect(try ratio { $0.set(0x0028, 0x2112, "DS", absurd) } == 96) }
    #expect(try slice { _ in }.header.acquisition.lossyRatio == nil)
  }

  @Test("eight bits, with an odd number of pixels and their pad byte") func eightBits() throws {
    #expect(
      try slice { file in
        for (element, value) in [(0x0010, 1), (0x0011, 3), (0x0100, 8), (0x0101, 8), (0x0102, 7)] as [(UInt16, UInt16)]
        {
          file.setWord(0x0028, element, value)
        }
        file.set(0x0028, 0x1053, "DS", "8")
        file.setPixels([0x80_00, 0x00_FF])
      }.values.get() == [-1024, 0, 1016])
  }

  @Test("fractional rescale rounds half to even, and stays within 16 bits") func fractions() throws {
    #expect(
      try values([1, 3, 5]) { file in
        file.set(0x0028, 0x1053, "DS", "0.5")
        file.set(0x0028, 0x1052, "DS", "0")
      } == [0, 2, 2])
    #expect(try values([4000, 0]) { $0.set(0x0028, 0x1053, "DS", "10") } == [32767, -1024])
  }

  @Test("padding becomes air: a value, a range, a value written in the other sign") func padding() throws {
    #expect(try values([0, 10, 1024]) { $0.setWord(0x0028, 0x0120, 10) } == [-1024, -1024, 0])
    #expect(
      try values([0, 9, 50, 51]) { file in
        file.set(0x0028, 0x1052, "DS", "-2000")
        file.setWord(0x0028, 0x0120, 50)
        file.setWord(0x0028, 0x0121, 9)
      } == [-2000, -1024, -1024, -1949])
    // 63536 stands for -2000 where the pixels are signed.
    #expect(
      try values([0xF830, 0]) { file in
        file.setWord(0x0028, 0x0101, 16)
        file.setWord(0x0028, 0x0102, 15)
        file.setWord(0x0028, 0x0103, 1)
        file.setWord(0x0028, 0x0120, 63536)
      } == [-1024, -1024])
  }

  @Test("a padding value inside tissue is not believed") func paddingInTissue() throws {
    let change: (inout TestFile) -> Void = { $0.setWord(0x0028, 0x0120, 1050) }
    #expect(try values([1050, 1051], change) == [26, 27])
    #expect(try slice(change).header.frames.first?.pixels.hasPaddingInTissue == true)
  }

  @Test("compression with loss moves padding, too") func lossyPadding() throws {
    let change: (inout TestFile) -> Void = { file in
      file.set(0x0028, 0x1052, "DS", "-3000")
      file.setWord(0x0028, 0x0120, 0)
    }
    #expect(try values([0, 3], change) == [-1024, -2997])
    #expect(
      try values([0, 3, 33]) { file in
        change(&file)
        file.set(0x0028, 0x2110, "CS", "01")
      } == [-1024, -1024, -2967])
  }
}

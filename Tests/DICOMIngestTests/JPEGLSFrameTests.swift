import TestSupport
import Testing

@testable import DICOMCodecs

@Suite("JPEG-LS")
struct JPEGLSFrameTests {
  private func decode(_ stream: [UInt8], count: Int) throws(CodecError) -> [Int] {
    var samples = [UInt16](repeating: 0xAAAA, count: count)
    var span = samples.mutableSpan
    try JPEGLSFrame(stream).decode(into: &span)
    return samples.map(Int.init)
  }

  /// A picture of 16 × 12 pixels of 12 bits, with flat rows, and its streams as CharLS 2 writes them:
  /// `bytes(jpeg_ls.encode_array(picture, lossy_error=near)).hex()` of pyjpegls 1.5.1.
  private static let golden: (picture: [Int], streams: [(near: Int, hex: String)]) = (
    (0..<192).map { index in
      let (row, column) = (index / 16, index % 16)
      return row == 2 || row >= 8 ? 900 : row == 3 && column >= 2 ? 901 : index * index * 7 % 4096
    },
    [
      (
        0,
        "ffd8fff7000b0c000c001001011100ffda0008010100000000a6e9455f7d2bac4517590a4f972699dac3800000000eff404e"
          + "01a88211e00fc00b45d0c71a8010004000080c59980002b0000000eee7bd240c030807d2ae5c400a400002d40154002088bb"
          + "310005500000000190704f473a145041084210888840230e72801351a78da47603a11dd8f54224206909c88249823ca01000"
          + "0000018cd01000c22ff0d0027e2b916445c22e21779c139f98c1c260243ff29bf0807011d18f4eac5b23be8a887b23ed8af6"
          + "20917b887222b37bbdd95007f0102fa16d45564931bd5b54daf1eebbac002a50bc000000003868054901826d4a4000000f66"
          + "62f0b159203000341b5161b00bff7effd9"
      ),
      (
        2,
        "ffd8fff7000b0c000c001001011100ffda0008010100020000a39ea2cba4ccad6addf91939780000000036583c0484cd8e40"
          + "3003c44250300e00345e32001a00000260e88595a404c05df40280003103600c974c600640000001000b4428043ff9c1a8ee"
          + "0000014000001a07d02408711a2445009d1422a45b0b3e70000000005c3068131023685a0e41d2709f47e964a090c584d3b2"
          + "b8b2244cf227e511f029a6a0ab15f3665a9fc694bc2ce5cc40320d09c929aa750989bc37a24cb0803c4500000000019b8115"
          + "0404a48800007ca32ce6ba0400000eb244d611f011f0ffd9"
      ),
    ]
  )

  @Test("streams of another encoder, and the test's own encoder against them", arguments: 0...1)
  func golden(index: Int) throws {
    let (near, hex) = Self.golden.streams[index]
    let stream = stride(from: 0, to: hex.utf8.count, by: 2).map { place in
      let start = hex.utf8.index(hex.utf8.startIndex, offsetBy: place)
      return UInt8(hex[start..<hex.utf8.index(start, offsetBy: 2)], radix: 16) ?? 0
    }
    let decoded = try decode(stream, count: 192)
    let error = zip(Self.golden.picture, decoded).map { abs($0 - $1) }.max() ?? 0
    #expect(error == near)
    var encoder = JPEGLSEncoder(near: near)
    #expect(encoder.encode(Self.golden.picture, columns: 16) == stream)
  }

  /// Noise, slopes, runs that end in a row and with it, extremes.
  private func picture(_ count: Int, columns: Int, largest: Int, seed: Int) -> [Int] {
    var random = SplitMix64(seed: seed)
    var value = Int.random(in: 0...largest, using: &random)
    return (0..<count).map { index in
      switch seed % 5 {
      case 0: value = Int.random(in: 0...largest, using: &random)
      case 1: if Int.random(in: 0..<20, using: &random) == 0 { value = Int.random(in: 0...largest, using: &random) }
      case 2: value = (index % columns + index / columns * 3 + Int.random(in: 0...3, using: &random)) % (largest + 1)
      case 3: value = Int.random(in: 0..<9, using: &random) == 0 ? largest - value : value
      default: value = min(max(value + Int.random(in: -6...6, using: &random), 0), largest)
      }
      return value
    }
  }

  @Test(
    "law: decoding gives back what was encoded, within the error allowed",
    arguments: [
      (8, 0), (12, 0), (16, 0), (2, 0), (10, 1), (12, 3), (16, 12), (8, 127), (16, 255),
    ])
  func roundTrip(precision: Int, near: Int) throws {
    for (seed, columns) in [1, 2, 3, 7, 16, 64, 200].enumerated() {
      for rows in [1, 2, 5, 33] {
        for pattern in 0..<5 {
          let seed = pattern + 5 * seed
          let samples = picture(rows * columns, columns: columns, largest: (1 << precision) - 1, seed: seed)
          var encoder = JPEGLSEncoder(precision: precision, near: near)
          let decoded = try decode(encoder.encode(samples, columns: columns), count: samples.count)
          let error = zip(samples, decoded).map { abs($0 - $1) }.max() ?? 0
          #expect(error <= near, "\(columns) × \(rows), seed \(seed)")
        }
      }
    }
  }

  @Test(
    "other presets than the defaults",
    arguments: [
      (1000, 5, 20, 90, 64), (4095, 18, 67, 276, 3), (4095, 1, 1, 1, 4095), (255, 255, 255, 255, 255),
    ])
  func presets(maxval: Int, t1: Int, t2: Int, t3: Int, reset: Int) throws {
    let samples = picture(50 * 40, columns: 50, largest: maxval, seed: 4)
    var encoder = JPEGLSEncoder(presets: (maxval, t1, t2, t3, reset))
    #expect(try decode(encoder.encode(samples, columns: 50), count: samples.count) == samples)
  }

  @Test("a stream cut off anywhere is refused, and so is one with something behind the image") func cutOff() throws {
    let samples = picture(40 * 30, columns: 40, largest: 4095, seed: 4)
    var encoder = JPEGLSEncoder()
    let stream = encoder.encode(samples, columns: 40)
    for count in 0..<stream.count - 3 {
      #expect(throws: CodecError.self, "\(count) of \(stream.count) bytes") {
        try decode(Array(stream.prefix(count)), count: samples.count)
      }
    }
    // The end mark may be missing, or be followed by the byte that makes a fragment even.
    #expect(try decode(Array(stream.dropLast(2)), count: samples.count) == samples)
    #expect(try decode(stream + [0], count: samples.count) == samples)
    let longer = Array(stream.dropLast(2)) + [1, 2, 3] + stream.suffix(2)
    #expect(throws: CodecError.self) { try decode(longer, count: samples.count) }
  }

  @Test("changed bytes give an error or a picture, never an end of the process", arguments: 0..<20) func damage(
    seed: Int
  ) {
    var random = SplitMix64(seed: seed)
    let precision = [8, 12, 16][seed % 3]
    let samples = picture(60 * 60, columns: 60, largest: (1 << precision) - 1, seed: seed)
    var encoder = JPEGLSEncoder(precision: precision, near: seed % 4)
    let stream = encoder.encode(samples, columns: 60)
    var refused = 0
    for _ in 0..<200 {
      var damaged = stream
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      do throws(CodecError) { _ = try decode(damaged, count: samples.count) } catch { refused += 1 }
    }
    #expect(refused > 0, "seed \(seed)")
  }

  /// A stream of 4 × 4 pixels with coding parameters: the places of its header are known.
  private var small: [UInt8] {
    var encoder = JPEGLSEncoder(precision: 8, presets: (255, 9, 9, 9, 31))
    return encoder.encode([0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145], columns: 4)
  }

  @Test(
    "streams that are no single-component JPEG-LS image",
    arguments: [
      (0, 0), (3, 0xC3), (6, 1), (6, 17), (11, 3), (16, 0xDD), (18, 2), (19, 2), (27, 1), (29, 1), (34, 2), (36, 1),
      (37, 200), (39, 1),
    ] as [(Int, UInt8)])
  func others(place: Int, value: UInt8) {
    var stream = small
    #expect(throws: Never.self) { try decode(stream, count: 16) }
    stream[place] = value
    #expect(throws: CodecError.self) { try decode(stream, count: 16) }
  }

  @Test("a buffer of another size than the image is refused") func size() {
    #expect(throws: CodecError.self) { try decode(small, count: 15) }
    #expect(throws: CodecError.self) { try decode(small, count: 17) }
  }
}

import TestSupport
import Testing

@testable import DICOMCodecs

@Suite("Lossless JPEG")
struct JPEGLosslessFrameTests {
  private func decode(_ stream: [UInt8], pixels: Int) throws -> [Int] {
    var samples = [UInt16](repeating: 0xAAAA, count: pixels)
    var span = samples.mutableSpan
    try JPEGLosslessFrame(stream).decode(into: &span)
    return samples.map(Int.init)
  }

  private func image(_ count: Int, precision: Int, seed: Int) -> [Int] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { index in
      // Smooth places, and jumps over the whole range.
      index % 5 == 0 ? Int.random(in: 0..<1 << precision, using: &random) : (1 << precision) / 2 + index % 2
    }
  }

  @Test("every predictor and precision, images of one row and one column", arguments: 1...7) func predictors(
    predictor: Int
  ) throws {
    for precision in [2, 8, 12, 15, 16] {
      for (rows, columns) in [(9, 7), (1, 13), (13, 1), (1, 1)] {
        let image = image(rows * columns, precision: precision, seed: precision + predictor)
        var encoder = JPEGLosslessEncoder(precision: precision, predictor: predictor)
        let stream = encoder.encode(image, columns: columns)
        #expect(try decode(stream, pixels: image.count) == image, "\(precision) bits, \(rows) × \(columns)")
      }
    }
  }

  @Test("bits that were cut off at the bottom are zeros") func pointTransform() throws {
    let image = image(64, precision: 12, seed: 3)
    var encoder = JPEGLosslessEncoder(precision: 12, predictor: 4, pointTransform: 3)
    #expect(try decode(encoder.encode(image, columns: 8), pixels: 64) == image.map { $0 & ~7 })
  }

  @Test("the largest difference has no bits of its own") func largest() throws {
    var encoder = JPEGLosslessEncoder(precision: 16)
    let image = [0, 32768, 0, 65535, 1, 32769]
    #expect(try decode(encoder.encode(image, columns: 6), pixels: 6) == image)
  }

  @Test("streams that are cut off, go on, or are for another image are damage; none is read beyond its end")
  func damage()
    throws
  {
    var encoder = JPEGLosslessEncoder()
    let stream = encoder.encode(image(256, precision: 12, seed: 5), columns: 16)
    for length in stride(from: 0, to: stream.count - 4, by: 3) {
      #expect(throws: CodecError.self, "\(length) bytes") { try decode(Array(stream[..<length]), pixels: 256) }
    }
    #expect(throws: CodecError.self) { try decode(stream, pixels: 255) }
    #expect(throws: CodecError.self) { try decode(stream.dropLast(2) + [1, 2, 3, 4], pixels: 256) }
  }

  @Test("any byte may be wrong: a picture of the right size, or an error", arguments: 0..<4) func noise(seed: Int) {
    var random = SplitMix64(seed: seed)
    var encoder = JPEGLosslessEncoder(predictor: 1 + seed)
    let stream = encoder.encode(image(256, precision: 12, seed: seed), columns: 16)
    var errors = 0
    for _ in 0..<200 {
      var damaged = stream
      damaged[Int.random(in: 0..<stream.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      if (try? decode(damaged, pixels: 256)) == nil { errors += 1 }
    }
    #expect(errors > 100)
  }

  @Test("tables that no code could have, and processes that are not this one") func unsupported() {
    var encoder = JPEGLosslessEncoder()
    let image = image(64, precision: 12, seed: 1)
    encoder.counts = [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    #expect(throws: CodecError.self) { try JPEGLosslessFrame(encoder.encode(image, columns: 8)) }
    encoder.counts = JPEGLosslessEncoder().counts
    let stream = encoder.encode(image, columns: 8)
    for (place, byte) in [(3, 0xC1), (11, 2), (23, 0x10), (4, 255)] as [(Int, UInt8)] {
      var other = stream
      other[place] = byte
      #expect(throws: CodecError.self, "byte \(place)") { try JPEGLosslessFrame(other) }
    }
    let restarts: [UInt8] = [0xFF, 0xDD, 0, 4, 0, 8]
    #expect(throws: CodecError.self) { try JPEGLosslessFrame(Array(stream[..<2]) + restarts + stream[2...]) }
  }
}

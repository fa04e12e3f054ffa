import Testing

@testable import FindingsReport

@Suite("PNG")
struct PNGEncoderTests {
  @Test("a picture read back has every pixel's colour; the same picture is the same bytes")
  func roundTrip() throws {
    var canvas = Canvas(width: 33, height: 17)
    for y in 0..<17 { for x in 0..<33 { canvas[x, y] = Canvas.Colour((x * 17 + y * 5) % 244) } }
    let file = try PNGEncoder.encode(canvas, name: "x.png")
    #expect(file == (try PNGEncoder.encode(canvas, name: "x.png")))
    let picture = try DecodedPicture(file)
    #expect(picture.width == 33 && picture.height == 17)
    for y in 0..<17 {
      for x in 0..<33 {
        let index = Int(canvas[x, y]) * 3
        #expect(picture[x, y] == Array(Palette.bytes[index..<index + 3]), "\(x), \(y)")
      }
    }
  }

  @Test("noise, which cannot be packed, fits too", arguments: [(1, 1), (1, 4000), (4000, 1), (700, 500)])
  func noise(width: Int, height: Int) throws {
    var canvas = Canvas(width: width, height: height)
    var state: UInt64 = 1
    for y in 0..<height {
      for x in 0..<width {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        canvas[x, y] = Canvas.Colour((state >> 33) % 244)
      }
    }
    let picture = try DecodedPicture(try PNGEncoder.encode(canvas, name: "noise.png"))
    #expect(picture.width == width && picture.height == height)
  }
}

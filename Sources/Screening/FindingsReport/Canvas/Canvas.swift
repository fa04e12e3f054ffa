/// A bitmap of greys and a few inks, one byte a pixel: the picture's own palette, which libpng writes as it is.
///
/// A CT window has no use for more than 240 greys, and a palette makes the files less than half as large as RGB.
struct Canvas: Sendable {
  /// A palette index: 0…239 from black to white, then the inks.
  typealias Colour = UInt8

  let width: Int
  let height: Int
  /// Row after row from the top.
  private(set) var pixels: [Colour]

  /// - Precondition: both sides are at least 1.
  init(width: Int, height: Int, background: Colour = Palette.black) {
    precondition(width >= 1 && height >= 1, "a picture needs a pixel")
    self.width = width
    self.height = height
    pixels = [Colour](repeating: background, count: width * height)
  }

  subscript(x: Int, y: Int) -> Colour {
    get { pixels[y * width + x] }
    // Drawing outside is cut off.
    set { if x >= 0 && x < width && y >= 0 && y < height { pixels[y * width + x] = newValue } }
  }

  mutating func fill(_ area: PixelRect, _ colour: Colour) {
    let (left, top) = (max(0, area.x), max(0, area.y))
    let (right, bottom) = (min(width, area.maxX), min(height, area.maxY))
    guard left < right && top < bottom else { return }
    for y in top..<bottom {
      for x in left..<right { pixels[y * width + x] = colour }
    }
  }

  /// Puts another picture's pixels with their upper left corner at (`x`, `y`).
  mutating func paste(_ other: Canvas, x: Int, y: Int) {
    for row in 0..<other.height {
      for column in 0..<other.width { self[x + column, y + row] = other[column, row] }
    }
  }
}

/// A rectangle of whole pixels.
struct PixelRect: Equatable, Sendable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  var maxX: Int { x + width }
  var maxY: Int { y + height }
  var midX: Int { x + width / 2 }
  var midY: Int { y + height / 2 }

  func insetBy(_ margin: Int) -> PixelRect {
    PixelRect(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
  }

  func intersects(_ other: PixelRect) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }

  func contains(_ other: PixelRect) -> Bool {
    other.x >= x && other.maxX <= maxX && other.y >= y && other.maxY <= maxY
  }
}

import Testing

@testable import FindingsReport

@Suite("The embedded font")
struct BitmapFontTests {
  static let printable = (32...126).compactMap { UnicodeScalar($0).map(Character.init) }

  @Test("every printable ASCII character has a drawing of its own, of the right size")
  func complete() {
    for character in Self.printable {
      let rows = GlyphTable.drawings[character]?.split(separator: " ") ?? []
      #expect(rows.count == GlyphTable.rows, "\(character)")
      #expect(
        rows.allSatisfy { $0.count == GlyphTable.columns && $0.allSatisfy { $0 == "#" || $0 == "." } }, "\(character)")
    }
    #expect(GlyphTable.drawings.count == Self.printable.count)
    #expect(Set(GlyphTable.drawings.values).count == Self.printable.count, "two characters look the same")
  }

  @Test("only the blank has no ink, and a character that the font lacks is drawn as a question mark")
  func ink() {
    for character in Self.printable {
      let hasInk = BitmapFont.glyph(character).rows.contains { $0 != 0 }
      #expect(hasInk == (character != " "), "\(character)")
    }
    #expect(BitmapFont.glyph("王") == BitmapFont.glyph("?"))
  }

  @Test("text covers as many pixels as its width says, at every scale", arguments: 1...4)
  func extent(scale: Int) {
    let text = "Hg|0_"
    var canvas = Canvas(width: 200, height: 60)
    canvas.text(text, x: 7, y: 3, scale: scale, rim: false, Palette.mark)
    let inked = canvas.places(of: Palette.mark)
    #expect(inked.x == 7 && inked.maxX == 7 + BitmapFont.width(of: text, scale: scale))
    #expect(inked.y == 3 && inked.maxY <= 3 + BitmapFont.lineHeight * scale)
  }

  @Test("at odd scales every pixel becomes a block; at even scales upright strokes do, and slanted ones are smoothed")
  func scaling() {
    for character in Self.printable {
      let glyph = BitmapFont.glyph(character)
      for row in 0..<GlyphTable.rows * 3 {
        for column in 0..<GlyphTable.columns * 3 {
          #expect(glyph.isInk(column, row, scale: 3) == glyph.isInk(column / 3, row / 3), "\(character)")
        }
      }
    }
    let bar = BitmapFont.glyph("|")
    #expect((0..<10).allSatisfy { x in bar.isInk(x, 5, scale: 2) == (4...5).contains(x) })
    let slash = BitmapFont.glyph("/")
    let isSmoothed = (0..<GlyphTable.rows * 2).contains { y in
      (0..<GlyphTable.columns * 2).contains { x in slash.isInk(x, y, scale: 2) != slash.isInk(x / 2, y / 2) }
    }
    #expect(isSmoothed)
  }
}

extension Canvas {
  /// The smallest rectangle that holds every pixel of a colour; empty where there is none.
  func places(of colour: Colour, within area: PixelRect? = nil) -> PixelRect {
    let area = area ?? PixelRect(x: 0, y: 0, width: width, height: height)
    var (left, top, right, bottom) = (Int.max, Int.max, Int.min, Int.min)
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX where self[x, y] == colour {
        (left, top, right, bottom) = (min(left, x), min(top, y), max(right, x), max(bottom, y))
      }
    }
    guard left <= right else { return PixelRect(x: 0, y: 0, width: 0, height: 0) }
    return PixelRect(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }
}

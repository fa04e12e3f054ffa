extension Canvas {
  /// The four corners of a frame around `box`, each arm reaching `arm` pixels along it, with a dark rim so that they stand out
  /// on white too. The box itself, and the middle of each side, stays free.
  mutating func brackets(around box: PixelRect, arm: Int, thickness: Int, _ colour: Colour) {
    corners(outer: box.insetBy(-thickness - 2), hole: box, reach: arm + thickness + 3, Palette.black)
    corners(outer: box.insetBy(-thickness - 1), hole: box.insetBy(-1), reach: arm + thickness + 1, colour)
  }

  private mutating func corners(outer: PixelRect, hole: PixelRect, reach: Int, _ colour: Colour) {
    for y in outer.y..<outer.maxY where min(y - outer.y, outer.maxY - 1 - y) < reach {
      for x in outer.x..<outer.maxX where min(x - outer.x, outer.maxX - 1 - x) < reach {
        if !hole.contains(PixelRect(x: x, y: y, width: 1, height: 1)) { self[x, y] = colour }
      }
    }
  }

  /// One line of text, its cells' upper left corner at (`x`, `y`). With `rim`, a dark border keeps it legible on any ground.
  mutating func text(_ text: String, x: Int, y: Int, scale: Int, rim: Bool = true, _ colour: Colour) {
    let glyphs = text.map(BitmapFont.glyph)
    if rim {
      for (index, glyph) in glyphs.enumerated() {
        ink(glyph, x: x + index * BitmapFont.advance * scale, y: y, scale: scale, border: scale, Palette.black)
      }
    }
    for (index, glyph) in glyphs.enumerated() {
      ink(glyph, x: x + index * BitmapFont.advance * scale, y: y, scale: scale, border: 0, colour)
    }
  }

  private mutating func ink(_ glyph: BitmapFont.Glyph, x: Int, y: Int, scale: Int, border: Int, _ colour: Colour) {
    for row in 0..<GlyphTable.rows * scale {
      for column in 0..<GlyphTable.columns * scale where glyph.isInk(column, row, scale: scale) {
        let side = 2 * border + 1
        fill(PixelRect(x: x + column - border, y: y + row - border, width: side, height: side), colour)
      }
    }
  }
}

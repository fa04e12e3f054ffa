extension Canvas {
  /// A straight line `thickness` pixels wide between two pixel centres.
  mutating func line(x x0: Int, y y0: Int, toX x1: Int, y y1: Int, thickness: Int = 1, _ colour: Colour) {
    let steps = max(abs(x1 - x0), abs(y1 - y0), 1)
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      let x = Int((Double(x0) + Double(x1 - x0) * part).rounded())
      let y = Int((Double(y0) + Double(y1 - y0) * part).rounded())
      fill(
        PixelRect(x: x - (thickness - 1) / 2, y: y - (thickness - 1) / 2, width: thickness, height: thickness), colour)
    }
  }

  /// A ring: the pixels whose centres lie within half of `thickness` of the circle of `radius`.
  mutating func circle(x: Int, y: Int, radius: Double, thickness: Double = 1, _ colour: Colour) {
    let reach = Int((radius + thickness).rounded(.up))
    for dy in -reach...reach {
      for dx in -reach...reach {
        let distance = Double(dx * dx + dy * dy).squareRoot()
        if abs(distance - radius) <= thickness / 2 { self[x + dx, y + dy] = colour }
      }
    }
  }

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

extension Canvas {
  /// The letters of the patient's sides at the middle of each edge of an area.
  mutating func orientation(in area: PixelRect, right: SignedAxis, down: SignedAxis, scale: Int) {
    let width = GlyphTable.columns * scale
    let height = BitmapFont.capHeight * scale
    let margin = 3 * scale
    let letters: [(Character, Int, Int)] = [
      (right.reversed.letter, area.x + margin, area.midY - height / 2),
      (right.letter, area.maxX - margin - width, area.midY - height / 2),
      (down.reversed.letter, area.midX - width / 2, area.y + margin),
      (down.letter, area.midX - width / 2, area.maxY - margin - height),
    ]
    for (letter, x, y) in letters { text(String(letter), x: x, y: y, scale: scale, Palette.label) }
  }

  /// A bar of a round length with its length beside it, in the lower right corner of an area.
  /// - Parameters:
  ///   - millimetres: length of the bar.
  ///   - resolution: mm a pixel.
  mutating func scaleBar(in area: PixelRect, millimetres: Int, resolution: Double, scale: Int) {
    let length = Int((Double(millimetres) / resolution).rounded())
    let margin = 5 * scale
    let bar = PixelRect(
      x: area.maxX - margin - length, y: area.maxY - margin - 2 * scale, width: length, height: scale)
    let ends = [bar.x, bar.maxX - scale].map { PixelRect(x: $0, y: bar.y - 2 * scale, width: scale, height: 5 * scale) }
    for part in [bar] + ends { fill(part.insetBy(-1), Palette.black) }
    for part in [bar] + ends { fill(part, Palette.label) }
    let label = "\(millimetres) mm"
    text(
      label, x: bar.midX - BitmapFont.width(of: label, scale: scale) / 2, y: bar.y - (BitmapFont.capHeight + 4) * scale,
      scale: scale, Palette.label)
  }

  /// Lines of text in the upper left corner of an area.
  mutating func caption(_ lines: [String], in area: PixelRect, scale: Int) {
    for (index, line) in lines.enumerated() {
      let y = area.y + (3 + index * BitmapFont.lineHeight) * scale
      text(line, x: area.x + 3 * scale, y: y, scale: scale, Palette.label)
    }
  }

  /// Four strokes that point at the middle of an area from its edges and stop well before it.
  mutating func crosshair(in area: PixelRect, from outer: Int, to inner: Int, thickness: Int) {
    let half = thickness / 2
    let (x, y) = (area.midX - half, area.midY - half)
    let strokes = [
      PixelRect(x: area.x + outer, y: y, width: inner - outer, height: thickness),
      PixelRect(x: area.maxX - inner, y: y, width: inner - outer, height: thickness),
      PixelRect(x: x, y: area.y + outer, width: thickness, height: inner - outer),
      PixelRect(x: x, y: area.maxY - inner, width: thickness, height: inner - outer),
    ]
    for stroke in strokes { fill(stroke.insetBy(-1), Palette.black) }
    for stroke in strokes { fill(stroke, Palette.mark) }
  }

  /// A dark strip with a line of text at its left and one at its right end.
  mutating func strip(
    _ area: PixelRect, left: String, right: String, leftColour: Colour, rightColour: Colour, scale: Int
  ) {
    fill(area, Palette.strip)
    let y = area.midY - BitmapFont.capHeight * scale / 2
    text(left, x: area.x + 4 * scale, y: y, scale: scale, rim: false, leftColour)
    let x = area.maxX - 4 * scale - BitmapFont.width(of: right, scale: scale)
    text(right, x: x, y: y, scale: scale, rim: false, rightColour)
  }
}

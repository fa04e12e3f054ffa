/// The embedded font: one cell a character, scaled by whole numbers.
enum BitmapFont {
  /// Distance from one character to the next at scale 1, in pixels.
  static let advance = GlyphTable.columns + 1
  /// Distance from one line to the next at scale 1, in pixels.
  static let lineHeight = GlyphTable.rows + 1
  /// Height of a capital letter at scale 1, in pixels.
  static let capHeight = 7

  /// One glyph as rows of bits, the leftmost column in bit 0.
  struct Glyph: Equatable {
    let rows: [UInt8]

    func isInk(_ column: Int, _ row: Int) -> Bool {
      column >= 0 && column < GlyphTable.columns && row >= 0 && row < rows.count
        && (rows[row] >> UInt8(column)) & 1 == 1
    }

    /// Whether pixel (`x`, `y`) of the glyph drawn `scale` times as large is ink. At even scales the quarter of a pixel that
    /// lies in a step of a slanted stroke is filled or cut, so that the stroke stays smooth (the rule known as Scale2x).
    func isInk(_ x: Int, _ y: Int, scale: Int) -> Bool {
      let column = x / scale
      let row = y / scale
      let centre = isInk(column, row)
      guard scale % 2 == 0 else { return centre }
      let sideways = isInk(column + (x % scale < scale / 2 ? -1 : 1), row)
      let upright = isInk(column, row + (y % scale < scale / 2 ? -1 : 1))
      let otherSide = isInk(column + (x % scale < scale / 2 ? 1 : -1), row)
      let otherUpright = isInk(column, row + (y % scale < scale / 2 ? 1 : -1))
      return sideways == upright && otherSide != upright && otherUpright != sideways ? sideways : centre
    }
  }

  /// The glyph of a character; a character that the font lacks is drawn as `?`.
  static func glyph(_ character: Character) -> Glyph { glyphs[character] ?? unknown }

  /// Width of a line of text in pixels, without the gap after the last character.
  static func width(of text: String, scale: Int) -> Int { max(0, text.count * advance - 1) * scale }

  private static let unknown = Glyph(GlyphTable.drawings["?"] ?? "")
  private static let glyphs: [Character: Glyph] = GlyphTable.drawings.mapValues(Glyph.init)
}

extension BitmapFont.Glyph {
  fileprivate init(_ drawing: String) {
    rows = drawing.split(separator: " ").map { row in
      row.enumerated().reduce(0) { bits, column in column.element == "#" ? bits | 1 << UInt8(column.offset) : bits }
    }
  }
}

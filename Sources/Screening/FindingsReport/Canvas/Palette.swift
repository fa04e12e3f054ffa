/// The colours of every picture: 240 greys and the inks.
enum Palette {
  static let greys = 240
  static let black: Canvas.Colour = 0
  static let white = Canvas.Colour(greys - 1)
  /// Marks of findings: amber keeps its contrast on any grey, in any common colour blindness, and in black and white print.
  static let mark: Canvas.Colour = 240
  /// Orientation letters, scale bars and captions.
  static let label: Canvas.Colour = 241
  /// The assistance notice.
  static let notice: Canvas.Colour = 242
  /// Ground of the strips above and below a picture.
  static let strip: Canvas.Colour = 243

  /// Red, green, blue of every index, 256 entries.
  static let bytes: [UInt8] = {
    var bytes: [UInt8] = []
    for level in 0..<greys { bytes += repeatElement(UInt8((level * 255 + (greys - 1) / 2) / (greys - 1)), count: 3) }
    bytes += [255, 200, 40]  // mark
    bytes += [196, 226, 255]  // label
    bytes += [255, 255, 255]  // notice
    bytes += [24, 28, 34]  // strip
    return bytes + [UInt8](repeating: 0, count: 256 * 3 - bytes.count)
  }()
}

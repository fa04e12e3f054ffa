/// A piece of HTML. Text that is interpolated into it is escaped, other pieces are not, so a patient's name or a tag's value
/// can never become markup.
struct HTML: ExpressibleByStringInterpolation, Equatable, Sendable {
  private(set) var markup: String

  init(stringLiteral markup: String) { self.markup = markup }
  init(stringInterpolation pieces: StringInterpolation) { markup = pieces.markup }

  struct StringInterpolation: StringInterpolationProtocol {
    var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity) }
    mutating func appendLiteral(_ literal: String) { markup += literal }
    mutating func appendInterpolation(_ piece: HTML) { markup += piece.markup }
    mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { markup += piece.markup } }
    mutating func appendInterpolation(_ text: String) { HTML.escape(text, into: &markup) }
    mutating func appendInterpolation(_ number: Int) { markup += String(number) }
  }

  /// Markup that was made elsewhere, e.g. a style sheet.
  static func trusted(_ markup: String) -> HTML { HTML(stringLiteral: markup) }

  /// Safe as text and inside quoted attributes. Control characters, which HTML does not allow, become U+FFFD.
  private static func escape(_ text: String, into markup: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": markup += "&amp;"
      case "<": markup += "&lt;"
      case ">": markup += "&gt;"
      case "\"": markup += "&quot;"
      case "'": markup += "&#39;"
      case "\t", "\n": markup.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value): markup += "\u{FFFD}"
      default: markup.unicodeScalars.append(scalar)
      }
    }
  }
}

/// Text inside quotation marks of a style sheet.
enum CSSString {
  /// Escapes what could end the string, the rule or the style element.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20 || scalar.value == 0x7f || "\"\\<>&{}".unicodeScalars.contains(scalar) {
        quoted += "\\" + String(scalar.value, radix: 16) + " "
      } else {
        quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

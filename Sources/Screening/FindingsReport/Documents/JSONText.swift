/// A JSON value that knows how it is printed.
///
/// `JSONEncoder` prints `0.5` where the contract asks for four digits, and leaves the choice of digits to its version;
/// here the number of digits is part of the value, so the same report is the same bytes everywhere.
indirect enum JSONText: Equatable {
  case null
  case string(String)
  case integer(Int)
  case bool(Bool)
  /// Exactly so many digits after the point. What ``FixedDecimal`` cannot print is `null`.
  case fixed(Double, digits: Int)
  /// At most so many digits after the point. What ``FixedDecimal`` cannot print is `null`.
  case short(Double, digits: Int)
  case array([JSONText])
  case object([String: JSONText])

  static func optional<Value>(_ value: Value?, _ make: (Value) -> JSONText) -> JSONText { value.map(make) ?? .null }
  static func optional(_ value: String?) -> JSONText { optional(value, JSONText.string) }
  static func optional(_ value: Int?) -> JSONText { optional(value, JSONText.integer) }

  /// UTF-8, keys sorted by their bytes, two spaces an indent, lists of plain values on one line, a line feed at the end.
  var document: [UInt8] {
    var text = ""
    print(into: &text, indent: "")
    text += "\n"
    return Array(text.utf8)
  }

  private var isPlain: Bool {
    switch self {
    case .array(let items): items.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  private func print(into text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .string(let value): Self.quote(value, into: &text)
    case .integer(let value): text += String(value)
    case .bool(let value): text += value ? "true" : "false"
    case .fixed(let value, let digits): text += FixedDecimal.text(value, digits: digits) ?? "null"
    case .short(let value, let digits): text += FixedDecimal.shortText(value, atMost: digits) ?? "null"
    case .array(let items) where items.allSatisfy(\.isPlain):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += ", " }
        item.print(into: &text, indent: indent)
      }
      text += "]"
    case .array(let items):
      Self.block("[", "]", items, into: &text, indent: indent) { item, text, inner in
        item.print(into: &text, indent: inner)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      Self.block("{", "}", sorted, into: &text, indent: indent) { member, text, inner in
        Self.quote(member.key, into: &text)
        text += ": "
        member.value.print(into: &text, indent: inner)
      }
    }
  }

  private static func block<Item>(
    _ open: String, _ close: String, _ items: [Item], into text: inout String, indent: String,
    _ print: (Item, inout String, String) -> Void
  ) {
    guard !items.isEmpty else {
      text += open + close
      return
    }
    let inner = indent + "  "
    text += open
    for (index, item) in items.enumerated() {
      text += (index > 0 ? ",\n" : "\n") + inner
      print(item, &text, inner)
    }
    text += "\n" + indent + close
  }

  /// RFC 8259: quotation mark, reverse solidus and control characters are escaped, nothing else.
  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

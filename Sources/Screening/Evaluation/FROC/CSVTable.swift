import Foundation

/// A table of comma-separated values with a header line. Source: RFC 4180, lines ended by LF as well.
struct CSVTable {
  struct Row {
    /// Where the row begins in the file, from 1.
    let line: Int
    let values: [String]
  }

  let path: String
  /// Names of the columns, without blanks round them.
  let columns: [String]
  let rows: [Row]

  /// - Throws: ``EvaluationError/unreadable(path:problem:)``.
  init(path: String) throws(EvaluationError) {
    let text: String
    do {
      text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    } catch { throw .unreadable(path: path, problem: error.localizedDescription) }
    var rows = Self.rows(of: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
    self.path = path
    columns = rows.isEmpty ? [] : rows.removeFirst().values.map(Self.trimmed)
    self.rows = rows
  }

  /// The number of a column, by its name.
  func place(of column: String) -> Int? { columns.firstIndex(of: column) }

  /// - Throws: ``EvaluationError/missingColumns(path:_:)`` naming every one that the table lacks.
  func places(of names: [String]) throws(EvaluationError) -> [Int] {
    let missing = names.filter { place(of: $0) == nil }
    guard missing.isEmpty else { throw .missingColumns(path: path, missing) }
    return names.compactMap(place)
  }

  /// The text in one place, without blanks round it; empty where the row is too short.
  func text(_ row: Row, _ place: Int) -> String { place < row.values.count ? Self.trimmed(row.values[place]) : "" }

  /// - Throws: ``EvaluationError/notANumber(path:line:column:value:)``.
  func number(_ row: Row, _ place: Int) throws(EvaluationError) -> Double {
    let text = text(row, place)
    guard let value = Double(text), value.isFinite else {
      throw .notANumber(path: path, line: row.line, column: columns[place], value: text)
    }
    return value
  }

  private static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespaces) }

  /// Rows that are not empty.
  private static func rows(of text: String) -> [Row] {
    var rows: [Row] = []
    var values: [String] = []
    var field = ""
    var isQuoted = false
    var (line, start) = (1, 1)
    func endRow() {
      values.append(field)
      field = ""
      if values != [""] { rows.append(Row(line: start, values: values)) }
      values = []
    }
    var characters = text.unicodeScalars.makeIterator()
    var pending = characters.next()
    while let character = pending {
      pending = characters.next()
      if character == "\n" { line += 1 }
      switch character {
      case "\"" where isQuoted && pending == "\"":
        field.append("\"")
        pending = characters.next()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        values.append(field)
        field = ""
      case "\n" where !isQuoted:
        endRow()
        start = line
      case "\r" where !isQuoted && pending == "\n": break
      default: field.unicodeScalars.append(character)
      }
    }
    endRow()
    return rows
  }
}

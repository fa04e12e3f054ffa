/// A command line, taken apart by the rows of its command.
struct ParsedArguments: Equatable, Sendable {
  private(set) var operands: [String] = []
  private(set) var values: [String: String] = [:]
  private(set) var switches: [String: Bool] = [:]

  /// - Parameter arguments: everything behind the command's name. `--name value` and `--name=value` mean the same;
  ///   behind `--` everything is an operand.
  init(_ arguments: [String], for command: CommandRow) throws(ArgumentError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        operands += rest
        break
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        operands.append(argument)
        continue
      }
      try take(option: argument, rest: &rest, options: command.options)
    }
    for option in command.options where option.isRequired && values[option.name] == nil {
      throw .missingOption(option.signature)
    }
    try checkOperands(command.operands)
  }

  private mutating func take(
    option argument: String, rest: inout ArraySlice<String>, options: [OptionRow]
  ) throws(ArgumentError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let (name, attached) = (String(parts[0].trimmingPrefix("--")), parts.count == 2 ? parts[1] : nil)
    guard argument.hasPrefix("--"), let (row, isOn) = Self.row(name, in: options) else {
      throw .unknownOption(parts[0], nearest: nearest(to: name, among: options.map(\.name)))
    }
    guard values[row.name] == nil, switches[row.name] == nil else { throw .repeated(option: row.name) }
    if case .value(let placeholder) = row.kind {
      // A value that begins with two dashes can still be given, as `--output=--name`.
      let value = attached ?? rest.popFirst().flatMap { $0.hasPrefix("--") ? nil : $0 }
      guard let value, !value.isEmpty else { throw .missingValue(option: name, placeholder: placeholder) }
      values[name] = value
    } else {
      guard attached == nil else { throw .unexpectedValue(option: name) }
      switches[row.name] = isOn
    }
  }

  /// The row that `name` stands for, and whether it turns it on.
  private static func row(_ name: String, in options: [OptionRow]) -> (OptionRow, isOn: Bool)? {
    if let row = options.first(where: { $0.name == name }) { return (row, true) }
    let toggled = options.first { row in
      if case .toggle = row.kind { "no-\(row.name)" == name } else { false }
    }
    return toggled.map { ($0, false) }
  }

  private func checkOperands(_ expected: Operands) throws(ArgumentError) {
    if let empty = operands.first(where: \.isEmpty) { throw .unexpectedOperand(empty) }
    switch expected {
    case .none:
      if let first = operands.first { throw .unexpectedOperand(first) }
    case .one(let name):
      guard !operands.isEmpty else { throw .missingOperand(name) }
      guard operands.count == 1 else { throw .unexpectedOperand(operands[1]) }
    case .oneOrMore(let name):
      guard !operands.isEmpty else { throw .missingOperand(name) }
    }
  }
}

/// The candidate that a mistyped `word` most likely means: at most two letters inserted, removed or replaced.
func nearest(to word: String, among candidates: [String]) -> String? {
  let distances = candidates.map { ($0, editDistance(word, $0)) }
  return distances.filter { $0.1 <= 2 }.min { $0.1 < $1.1 }?.0
}

private func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a), Array(b))
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j + 1] + 1, row[j] + 1)
    }
  }
  return row[b.count]
}

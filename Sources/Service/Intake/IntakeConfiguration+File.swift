import Foundation

extension IntakeConfiguration {
  /// The configuration of a `watch` command: what the command line names wins over the file.
  ///
  /// The file is one JSON object; every key may be left out. Folders: `incoming`, `output`, `archive`, `quarantine` (relative
  /// ones are taken from the working directory, as on the command line). Seconds, fractions allowed: `pollSeconds`,
  /// `quietWholeSeconds`, `quietSeconds`, `longestWaitSeconds`, `quarantineAfterSeconds`, `tidyAfterSeconds`,
  /// `retryDelaySeconds`. Whole numbers: `attempts`, `interruptions`, `minimumFreeMebibytes`. A list of texts: `ignoredSuffixes`.
  ///
  /// - Parameters:
  ///   - file: path of the configuration file; `nil` for the defaults.
  ///   - incoming: folders of the command line; `nil` where it names none.
  /// - Throws: ``IntakeError/configuration(key:problem:)`` for a file that is not such an object, an unknown key, a value of the
  ///   wrong kind or outside its range, or a missing `incoming` or `output`; ``IntakeError/system(operation:path:code:)`` for a
  ///   file that cannot be read.
  public static func read(
    file: String?, incoming: String? = nil, output: String? = nil, archive: String? = nil, quarantine: String? = nil
  ) throws(IntakeError) -> IntakeConfiguration {
    let settings = try file.map { path throws(IntakeError) in try Settings(file: path) } ?? Settings(values: [:])
    guard let incoming = try settings.text("incoming", unless: incoming) else {
      throw .configuration(key: "incoming", problem: "name the folder to watch")
    }
    guard let output = try settings.text("output", unless: output) else {
      throw .configuration(key: "output", problem: "name the folder for the results")
    }
    var configuration = IntakeConfiguration(
      incoming: incoming, output: output, archive: try settings.text("archive", unless: archive),
      quarantine: try settings.text("quarantine", unless: quarantine))
    try configuration.apply(settings)
    return configuration
  }

  private mutating func apply(_ settings: Settings) throws(IntakeError) {
    try settings.seconds("pollSeconds", 0.05...60, into: &poll)
    try settings.seconds("quietWholeSeconds", 0...3600, into: &quietWhole)
    try settings.seconds("quietSeconds", 0...3600, into: &quiet)
    try settings.seconds("longestWaitSeconds", 0...86_400, into: &longestWait)
    try settings.seconds("quarantineAfterSeconds", 0...604_800, into: &quarantineAfter)
    try settings.seconds("tidyAfterSeconds", 0...604_800, into: &tidyAfter)
    try settings.seconds("retryDelaySeconds", 0...86_400, into: &retryDelay)
    try settings.count("attempts", 1...100, into: &attempts)
    try settings.count("interruptions", 1...1_000, into: &interruptions)
    try settings.count("minimumFreeMebibytes", 0...10_000_000, into: &minimumFreeMebibytes)
    if let suffixes = try settings.texts("ignoredSuffixes") { ignoredSuffixes = suffixes.map { $0.lowercased() } }
    guard quiet >= quietWhole else {
      throw .configuration(key: "quietSeconds", problem: "must not be shorter than quietWholeSeconds")
    }
  }
}

/// The values of a configuration file, each taken by its key and checked.
private struct Settings {
  let values: [String: SettingValue]

  static let known: Set<String> = [
    "incoming", "output", "archive", "quarantine", "pollSeconds", "quietWholeSeconds", "quietSeconds",
    "longestWaitSeconds", "quarantineAfterSeconds", "tidyAfterSeconds", "retryDelaySeconds", "attempts",
    "interruptions",
    "minimumFreeMebibytes", "ignoredSuffixes",
  ]

  init(values: [String: SettingValue]) { self.values = values }

  init(file path: String) throws(IntakeError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .configuration(key: "", problem: "\(path) cannot be read")
    }
    do {
      values = try JSONDecoder().decode([String: SettingValue].self, from: data)
    } catch {
      throw .configuration(key: "", problem: "\(path) is not a JSON object")
    }
    for key in values.keys.sorted() where !Self.known.contains(key) {
      throw .configuration(key: key, problem: "unknown key; known are \(Self.known.sorted().joined(separator: ", "))")
    }
  }

  /// The folder that the command line names, or else the file.
  func text(_ key: String, unless given: String?) throws(IntakeError) -> String? {
    if let given { return given }
    switch values[key] {
    case nil: return nil
    case .text(let text) where !text.isEmpty: return text
    default: throw .configuration(key: key, problem: "must be a text that is not empty")
    }
  }

  func texts(_ key: String) throws(IntakeError) -> [String]? {
    switch values[key] {
    case nil: return nil
    case .texts(let texts) where texts.allSatisfy({ !$0.isEmpty }): return texts
    default: throw .configuration(key: key, problem: "must be a list of texts that are not empty")
    }
  }

  func seconds(_ key: String, _ range: ClosedRange<Double>, into duration: inout Duration) throws(IntakeError) {
    switch values[key] {
    case nil: return
    case .number(let number) where range.contains(number): duration = .seconds(number)
    default:
      throw .configuration(
        key: key, problem: "must be a number of seconds, \(range.lowerBound) to \(range.upperBound)")
    }
  }

  func count(_ key: String, _ range: ClosedRange<Int>, into count: inout Int) throws(IntakeError) {
    switch values[key] {
    case nil: return
    case .number(let number) where Int(exactly: number).map(range.contains) == true: count = Int(number)
    default:
      throw .configuration(key: key, problem: "must be a whole number, \(range.lowerBound) to \(range.upperBound)")
    }
  }
}

/// A JSON value of the kinds that settings have.
private enum SettingValue: Decodable {
  case text(String)
  case number(Double)
  case texts([String])
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let texts = try? container.decode([String].self) {
      self = .texts(texts)
    } else {
      self = .other
    }
  }
}

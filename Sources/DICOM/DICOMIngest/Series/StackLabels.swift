/// Tells the stacks of one series apart in a few words.
struct StackLabels {
  /// One a stack, in the order given; all different.
  let labels: [String]

  /// - Parameter stacks: the slices of each stack, none empty; at least two stacks.
  init(_ stacks: [[SliceTraits]]) {
    var words = [[String]](repeating: [], count: stacks.count)
    for property in Self.properties where Set(words).count < stacks.count {
      let texts = stacks.map(property)
      guard Set(texts).count > 1 else { continue }
      for index in stacks.indices { texts[index].map { words[index].append($0) } }
    }
    let counts = words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    labels = words.indices.map { index in
      let isClear = !words[index].isEmpty && counts[words[index]] == 1
      return (words[index] + (isClear ? [] : ["part \(index + 1)"])).joined(separator: ", ")
    }
  }

  private typealias Property = @Sendable ([SliceTraits]) -> String?

  private static let properties: [Property] = [
    { common($0) { $0.isProjection ? "projection" : nil } },
    { common($0, \.orientation) },
    { common($0) { "\($0.columns) × \($0.rows)" } },
    { common($0) { "pixels of \(decimal($0.plane.columnSpacing, digits: 3)) mm" } },
    { common($0) { $0.kernel.map { "kernel \($0)" } } },
    { common($0) { $0.thickness.map { "\(decimal($0, digits: 2)) mm thick" } } },
    { common($0) { $0.tubeVoltage.map { "\(decimal($0, digits: 0)) kV" } } },
    { common($0) { $0.temporalPosition.map { "temporal position \($0)" } } },
    acquisitions,
    { $0.compactMap(\.acquisitionTime).min().map { "acquired from \(clock($0))" } },
    { common($0) { $0.imageType.joined(separator: "\\") } },
  ]

  /// What all slices of a stack say; `nil` where they differ.
  private static func common(_ stack: [SliceTraits], _ property: (SliceTraits) -> String?) -> String? {
    let texts = Set(stack.map(property))
    return texts.count == 1 ? texts.first.flatMap(\.self) : nil
  }

  private static func acquisitions(_ stack: [SliceTraits]) -> String? {
    let numbers = stack.compactMap(\.acquisitionNumber)
    guard let first = numbers.min(), let last = numbers.max() else { return nil }
    return first == last ? "acquisition \(first)" : "acquisitions \(first)–\(last)"
  }

  /// `20200101101530.25` as `10:15:30.25`; anything else as it stands.
  private static func clock(_ digits: String) -> String {
    let whole = digits.prefix { $0 != "." }
    guard whole.count >= 6, whole.allSatisfy(\.isNumber) else { return digits }
    let time = whole.suffix(6)
    return "\(time.prefix(2)):\(time.dropFirst(2).prefix(2)):\(time.suffix(2))\(digits.dropFirst(whole.count))"
  }
}

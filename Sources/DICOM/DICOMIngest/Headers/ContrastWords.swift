/// What the words of a description say of contrast agent: whole words in Latin script, phrases in Chinese.
struct ContrastWords: Equatable {
  /// Contrast agent in words, e.g. `CONTRAST`, `C+`, `增强`.
  private(set) var saysGiven = false
  /// The absence of it in words, e.g. `NON-CONTRAST`, `C-`, `平扫`.
  private(set) var saysWithout = false
  /// A phase that only contrast agent shows, e.g. `ARTERIAL`, `静脉期`.
  private(set) var isPhase = false

  /// Whether agent was given, or was not; `nil` where nothing is said, or both but no phase.
  var isGiven: Bool? {
    if isPhase { return true }
    return saysGiven == saysWithout ? nil : saysGiven
  }

  init(_ text: String) {
    readLatin(Self.words(of: text))
    readChinese(text)
  }

  private mutating func readLatin(_ words: [String]) {
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if Self.phases.contains(word) { isPhase = true }
      if Self.given.contains(word) { saysGiven = true }
      if Self.without.contains(word) { saysWithout = true }
      let rest = words[index...]
      let next = rest.firstIndex { !Self.between.contains($0) && !Self.joining.contains($0) }
      if word != "AND", Self.joining.contains(word), let next, Self.opposites.contains(words[next]) { saysGiven = true }
      guard Self.negating.contains(word), let next, Self.negated.contains(words[next]) else { continue }
      saysWithout = true
      // In "without and with contrast" the last word belongs to both.
      if Self.joining.isDisjoint(with: words[index..<next]) { index = next + 1 }
    }
  }

  private mutating func readChinese(_ text: String) {
    guard text.unicodeScalars.contains(where: \.properties.isIdeographic) else { return }
    var rest = text
    for phrase in Self.chineseWithout where rest.contains(phrase) {
      saysWithout = true
      rest = rest.replacing(phrase, with: " ")
    }
    if rest.contains("增强") { saysGiven = true }
    if Self.chinesePhases.contains(where: rest.contains) { isPhase = true }
  }

  /// The words in capitals: runs of Latin letters, broken where a capital follows a small letter. `C+`, `+C`, `C-` and `-C` are
  /// words where they stand apart, and `W/O` is `WO`.
  static func words(of text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    func isLetter(_ index: Int) -> Bool {
      scalars.indices.contains(index) && scalars[index].isASCII && scalars[index].properties.isAlphabetic
    }
    func isPart(_ index: Int) -> Bool {
      isLetter(index) || (scalars.indices.contains(index) && ("0"..."9").contains(scalars[index]))
    }
    func sign(_ index: Int) -> String? {
      guard scalars.indices.contains(index) else { return nil }
      return scalars[index] == "+" || scalars[index] == "＋" ? "+" : scalars[index] == "-" ? "-" : nil
    }
    var words: [String] = []
    var index = 0
    while index < scalars.count {
      guard isLetter(index) else {
        index += 1
        continue
      }
      let start = index
      repeat {
        index += 1
      } while isLetter(index)
        && !(scalars[index - 1].properties.isLowercase && scalars[index].properties.isUppercase)
      let word = String(String.UnicodeScalarView(scalars[start..<index])).uppercased()
      if word == "C", !isPart(start - 1), let sign = sign(index), sign == "+" || !isPart(index + 1) {
        words.append("C" + sign)
      } else if word == "C", !isPart(index), let sign = sign(start - 1), sign == "+" || !isPart(start - 2) {
        words.append("C" + sign)
      } else if word == "O", words.last == "W", start >= 2, scalars[start - 1] == "/", isLetter(start - 2),
        !isPart(index)
      {
        words[words.count - 1] = "WO"
      } else {
        words.append(word)
      }
    }
    return words
  }

  private static let phases: Set<String> = ["ARTERIAL", "VENOUS", "PORTAL", "PORTOVENOUS"]
  private static let given: Set<String> = [
    "C+", "CONTRAST", "CONTRASTED", "POSTCONTRAST", "ENHANCED", "ENHANCEMENT", "CECT", "CTA", "CTPA", "CTANGIO",
    "ANGIO",
  ]
  private static let without: Set<String> = [
    "C-", "WITHOUT", "WO", "NONCONTRAST", "NONENHANCED", "NONCON", "UNENHANCED", "UNCONTRASTED", "PRECONTRAST",
    "NATIVE",
    "NCCT", "NECT",
  ]
  /// Words that turn one of ``negated`` behind them into its opposite.
  private static let negating: Set<String> = ["NON", "NO", "NOT", "WITHOUT", "WO", "PRE"]
  private static let negated: Set<String> = ["CONTRAST", "CONTRASTED", "ENHANCED", "ENHANCEMENT", "CON", "C", "C+"]
  /// Words that may stand between the two.
  private static let between: Set<String> = ["IV", "INTRAVENOUS", "ANY"]
  /// Words that join contrast agent to its absence: with and without, pre and post.
  private static let joining: Set<String> = ["WITH", "W", "AND", "POST"]
  /// What they join to.
  private static let opposites: Set<String> = ["WITHOUT", "WO", "PRE"]

  private static let chineseWithout = ["无增强", "未增强", "非增强", "不增强", "未做增强", "未行增强", "平扫"]
  private static let chinesePhases = ["动脉期", "静脉期", "门脉期"]
}

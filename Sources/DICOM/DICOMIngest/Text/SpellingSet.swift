/// The different spellings of one text in several files.
struct SpellingSet {
  struct Spelling: Hashable {
    /// As it was read; `nil` where it could not be.
    let text: String?
    /// As it stands in the file; empty where the bytes are not compared.
    let stored: [UInt8]
    /// Whether it was read in the character set that the file names.
    let isCertain: Bool
  }

  /// Spellings that differ in text and in bytes.
  private(set) var count = 0
  /// Those of them that at least one file has for certain.
  private(set) var certain = 0

  init(_ spellings: [Spelling?]) {
    var groups: [(texts: Set<String>, bytes: Set<[UInt8]>, isCertain: Bool)] = []
    for spelling in Set(spellings.compactMap(\.self)) {
      var group: (texts: Set<String>, bytes: Set<[UInt8]>, isCertain: Bool) = (
        spelling.text.map { [$0] } ?? [], spelling.stored.isEmpty ? [] : [spelling.stored], spelling.isCertain
      )
      // A spelling may join what had nothing in common before.
      groups.removeAll { other in
        guard !other.texts.isDisjoint(with: group.texts) || !other.bytes.isDisjoint(with: group.bytes) else {
          return false
        }
        group = (other.texts.union(group.texts), other.bytes.union(group.bytes), other.isCertain || group.isCertain)
        return true
      }
      groups.append(group)
    }
    count = groups.count
    certain = groups.count { $0.isCertain }
  }
}

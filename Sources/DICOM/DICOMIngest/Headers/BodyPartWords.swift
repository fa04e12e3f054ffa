import Foundation

/// What the words of a text say of the part of the body: those of DICOM (PS3.16, annex L), of the makers' protocols, and Chinese.
struct BodyPartWords: Equatable {
  /// The chest or what lies in it, e.g. `CHESTABDOMEN`, `Thorax`, `CAP`, `胸`, `纵隔`.
  private(set) var saysChest = false
  /// The lung, which is also the name of kernels and windows.
  private(set) var saysLung = false
  /// Another part, e.g. `ABDOMEN`, `HEADNECK`, `腹`; the spine of the chest is one.
  private(set) var saysElsewhere = false

  /// Whether the chest and another part are named.
  var isMixed: Bool { (saysChest || saysLung) && saysElsewhere }

  /// - Returns: `nil` where no part is named.
  func region(countingLung: Bool) -> BodyPart.Region? {
    if saysChest || (saysLung && countingLung) { return .chest }
    return saysElsewhere ? .elsewhere : nil
  }

  init(_ text: String) {
    readLatin(ContrastWords.words(of: text.folding(options: .diacriticInsensitive, locale: nil)))
    readChinese(text)
  }

  private mutating func readLatin(_ words: [String]) {
    let isSpine = words.contains { word in Self.spine.contains(where: word.contains) }
    for word in words {
      let isVertebra = isSpine && word.contains("THORAC")
      if Self.chestWords.contains(word) || (!isVertebra && Self.chestParts.contains(where: word.contains)) {
        saysChest = true
      }
      if word.hasPrefix("LUNG") { saysLung = true }
      if Self.elsewhereWords.contains(word) || Self.elsewhereParts.contains(where: word.contains) {
        saysElsewhere = true
      }
    }
    if isSpine { saysElsewhere = true }
    // Chest, abdomen, pelvis, letter by letter.
    if words.indices.dropLast(2).contains(where: { words[$0...$0 + 2] == ["C", "A", "P"] }) { saysChest = true }
  }

  private mutating func readChinese(_ text: String) {
    guard text.unicodeScalars.contains(where: \.properties.isIdeographic) else { return }
    var rest = text
    for vertebra in ["胸腰椎", "胸椎"] where rest.contains(vertebra) {
      saysElsewhere = true
      rest = rest.replacing(vertebra, with: " ")
    }
    if rest.contains("胸") || rest.contains("纵隔") || rest.contains("縱隔") { saysChest = true }
    if rest.contains("肺") { saysLung = true }
    if rest.contains(where: Self.chineseElsewhere.contains) { saysElsewhere = true }
  }

  /// Whole words.
  private static let chestWords: Set<String> = ["CAP", "TAP", "NCAP", "CH", "CHST", "THX", "THOR", "HRCT", "CTPA"]
  /// Parts of words: DICOM writes several parts of the body as one.
  private static let chestParts = ["CHEST", "THORA", "TORAX", "TORAC", "PULMO", "MEDIAST", "POUMON"]
  private static let spine = ["SPINE", "SPINAL", "LUMBA", "VERTEBR"]
  private static let elsewhereWords: Set<String> = [
    "ABD", "ABDO", "HEAD", "NECK", "LIVER", "KUB", "HIP", "HIPS", "KNEE", "LEG", "LEGS", "FEMUR", "SINUS", "ORBIT",
    "ORBITS", "SHOULDER", "ELBOW", "WRIST", "HAND", "ANKLE", "FOOT", "BAUCH", "BECKEN", "KOPF", "HALS",
  ]
  private static let elsewhereParts = [
    "ABDOM", "PELV", "HEADNECK", "BRAIN", "CRANI", "SKULL", "HEPAT", "KIDNEY", "RENAL", "UROGR", "PANCREA", "COLON",
    "BLADDER", "CERVIC", "SACR", "EXTREM",
  ]
  private static let chineseElsewhere: Set<Character> = [
    "腹", "盆", "头", "頭", "颅", "顱", "脑", "腦", "颈", "頸", "椎", "脊", "肝", "肾", "腎", "胰", "髋", "膝",
  ]
}

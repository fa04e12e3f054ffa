extension Mutator {
  /// Changes at an element: its header, its value, its place.
  mutating func mutateElement(_ bytes: inout [UInt8], _ scan: ElementScan) {
    let element = pick(scan.places)
    switch number(0..<20) {
    case 0, 1:
      put(element.lengthWidth == 2 ? pick(Self.words) : pick(Self.longs), element.lengthWidth, element.lengthAt, &bytes)
    case 2: put(element.value.count + number(-3..<4), element.lengthWidth, element.lengthAt, &bytes)
    case 3: if element.isExplicit { replace(&bytes, element.start + 4, with: Array(pick(Self.representations).utf8)) }
    case 4: put(pick(Self.words), 2, element.start + 2 * number(0..<2), &bytes)
    case 5: bytes.insert(contentsOf: bytes[element.start..<element.value.upperBound], at: pick(scan.places).start)
    case 6: bytes.removeSubrange(element.start..<element.value.upperBound)
    case 7: nest(&bytes, at: element.start, isBigEndian: scan.isBigEndian)
    case 8...13: changeAttribute(&bytes, scan)
    case 14: resize(&bytes, element, scan.isBigEndian, to: text())
    case 15...17: changeStream(&bytes, scan)
    case 18: resize(&bytes, element, scan.isBigEndian, to: [])
    default: if let at = element.value.randomElement(using: &random) { bytes[at] = UInt8(number(0..<256)) }
    }
  }

  private func replace(_ bytes: inout [UInt8], _ at: Int, with new: [UInt8]) {
    for (index, byte) in new.enumerated() where at + index < bytes.count { bytes[at + index] = byte }
  }

  /// Gives an element another value and the right length for it.
  private mutating func resize(_ bytes: inout [UInt8], _ element: ElementPlace, _ isBigEndian: Bool, to value: [UInt8])
  {
    let even = value + (value.count % 2 == 0 ? [] : [0x20])
    bytes.replaceSubrange(element.value, with: even)
    for index in 0..<element.lengthWidth {
      let shift = (isBigEndian ? element.lengthWidth - 1 - index : index) * 8
      bytes[element.lengthAt + index] = UInt8(truncatingIfNeeded: even.count >> shift)
    }
  }

  /// Sequences in sequences, closed or not.
  private mutating func nest(_ bytes: inout [UInt8], at: Int, isBigEndian: Bool) {
    let depth = pick([1, 2, 60, 64, 70, 200, 2000])
    let name = Array(pick(["SQ", "UN"]).utf8) + [0, 0]
    let open: [UInt8] =
      chance(2)
      ? [0x40, 0, 0x75, 2] + name + [255, 255, 255, 255, 0xFE, 0xFF, 0, 0xE0, 255, 255, 255, 255]
      : [0x40, 0, 0x75, 2, 255, 255, 255, 255, 0xFE, 0xFF, 0, 0xE0, 255, 255, 255, 255]
    let close: [UInt8] = [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]
    let isClosed = !chance(3)
    var inserted: [UInt8] = []
    for _ in 0..<depth { inserted += open }
    if isClosed { for _ in 0..<depth { inserted += close } }
    bytes.insert(contentsOf: inserted, at: at)
  }

  /// The attributes that decide about memory and meaning.
  private mutating func changeAttribute(_ bytes: inout [UInt8], _ scan: ElementScan) {
    guard let element = scan.places.filter({ Self.attributes.contains($0.tag) }).randomElement(using: &random) else {
      return
    }
    if element.value.count == 2 {
      put(pick(Self.words), 2, element.value.lowerBound, &bytes)
    } else if element.tag == 0x0002_0010 {
      resize(&bytes, element, false, to: Array(pick(Self.syntaxes).utf8))
    } else {
      resize(&bytes, element, scan.isBigEndian, to: text())
    }
  }

  /// Fragments of compressed pixel data, and the beginnings of the streams in them.
  private mutating func changeStream(_ bytes: inout [UInt8], _ scan: ElementScan) {
    guard let first = scan.places.firstIndex(where: { $0.tag == 0x7FE0_0010 }) else { return }
    guard let fragment = scan.places[first...].randomElement(using: &random) else { return }
    let near = fragment.value.lowerBound..<min(fragment.value.lowerBound + 80, fragment.value.upperBound)
    switch number(0..<6) {
    case 0: put(pick(Self.longs), 4, fragment.lengthAt, &bytes)
    case 1: put(fragment.value.count + number(-3..<4), 4, fragment.lengthAt, &bytes)
    case 2:
      for _ in 0..<pick([1, 3, 3000]) {
        bytes.insert(contentsOf: [0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0], at: fragment.start)
      }
    case 3: if let at = near.randomElement(using: &random) { put(pick(Self.words), 2, at, &bytes) }
    case 4: if let at = near.randomElement(using: &random) { bytes[at] = pick(Self.bytes) }
    default: if let at = fragment.value.randomElement(using: &random) { bytes[at] = UInt8(number(0..<256)) }
    }
  }

  /// Texts and numbers that nobody expects.
  private mutating func text() -> [UInt8] {
    switch number(0..<12) {
    case 0: [UInt8](repeating: 0x5C, count: pick([1, 10, 60_000]))
    case 1: [UInt8](repeating: 0x31, count: pick([17, 65, 5000, 65_000]))
    case 2: Array("\u{1B}$)A\u{1B}(B".utf8) + (0..<number(0..<40)).map { _ in UInt8(number(0x1B..<256)) }
    case 3: (0..<number(1..<64)).map { _ in UInt8(number(0x80..<256)) }
    default: Array(pick(Self.texts).utf8)
    }
  }
}

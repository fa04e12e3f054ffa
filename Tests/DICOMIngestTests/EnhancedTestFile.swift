import TestSupport

/// An Enhanced CT image made by hand, for what differs from ``TestFile``: frames and functional groups.
struct EnhancedTestFile {
  /// One frame: its height and its stored values.
  struct Frame {
    var z: Double
    var words: [UInt16]
    var slope = "1"
    var intercept = "-1024"
    var type = "ORIGINAL\\PRIMARY\\VOLUME\\NONE"
    var acquisition: Int?
  }

  var frames: [Frame]
  /// What the image claims.
  var numberOfFrames: Int
  /// What its functional groups hold; the others are left out.
  var groups: Int
  /// Whether orientation, spacing and rescale stand in the groups that all frames share, or in each frame's own.
  var isShared = true
  var side = 8

  init(_ frames: [Frame]) {
    self.frames = frames
    numberOfFrames = frames.count
    groups = frames.count
  }

  /// An even stack of frames 2.5 mm apart, from the feet.
  static func stack(_ count: Int = 24) -> EnhancedTestFile {
    EnhancedTestFile(
      (1...count).map { (number: Int) -> Frame in
        let words = (0..<64).map { (pixel: Int) -> UInt16 in UInt16(1000 + 7 * number + pixel % 50) }
        return Frame(z: Double(number) * 2.5, words: words)
      })
  }

  /// The object, with native pixel data.
  var file: TestFile {
    var file = TestFile.slice(side: side)
    file.set(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.2.1")
    for (group, element) in [
      (0x0020, 0x0032), (0x0020, 0x0037), (0x0028, 0x0030), (0x0018, 0x0050), (0x0028, 0x1052), (0x0028, 0x1053),
    ] as [(UInt16, UInt16)] { file.remove(group, element) }
    file.set(0x0028, 0x0008, "IS", "\(numberOfFrames)")
    file.set(0x5200, 0x9229, "SQ", bytes: TestItem.items([isShared ? TestItem(Self.shared(frames[0])) : TestItem([])]))
    file.set(0x5200, 0x9230, "SQ", bytes: TestItem.items(frames.prefix(groups).map(item)))
    file.setPixels(frames.flatMap(\.words))
    return file
  }

  private func item(_ frame: Frame) -> TestItem {
    var elements: [TestItem.Element] = [
      .sequence(0x0018, 0x9329, [.text(0x0008, 0x9007, "CS", frame.type)]),
      .sequence(0x0020, 0x9113, [.text(0x0020, 0x0032, "DS", "-3\\-4\\\(frame.z)")]),
    ]
    if let acquisition = frame.acquisition {
      elements.append(.sequence(0x0020, 0x9111, [.word(0x0020, 0x9156, UInt16(acquisition))]))
    }
    return TestItem(elements + (isShared ? [] : Self.shared(frame)))
  }

  static func shared(_ frame: Frame) -> [TestItem.Element] {
    [
      .sequence(0x0018, 0x9314, [.text(0x0018, 0x1210, "SH", "B31f")]),
      .sequence(0x0020, 0x9116, [.text(0x0020, 0x0037, "DS", "1\\0\\0\\0\\1\\0")]),
      .sequence(0x0028, 0x9110, [.text(0x0018, 0x0050, "DS", "2.5"), .text(0x0028, 0x0030, "DS", "0.75\\0.75")]),
      .sequence(
        0x0028, 0x9145,
        [
          .text(0x0028, 0x1052, "DS", frame.intercept), .text(0x0028, 0x1053, "DS", frame.slope),
          .text(0x0028, 0x1054, "LO", "HU"),
        ]),
    ]
  }
}

/// An item of a sequence, in explicit VR little endian.
struct TestItem {
  struct Element {
    let bytes: [UInt8]

    static func text(_ group: UInt16, _ element: UInt16, _ vr: String, _ text: String) -> Element {
      let value = Array(text.utf8) + (text.utf8.count % 2 == 0 ? [] : [0x20])
      return Element(bytes: word(group) + word(element) + Array(vr.utf8) + word(UInt16(value.count)) + value)
    }

    static func word(_ group: UInt16, _ element: UInt16, _ value: UInt16) -> Element {
      Element(bytes: word(group) + word(element) + Array("US".utf8) + word(2) + word(value))
    }

    static func double(_ group: UInt16, _ element: UInt16, _ value: Double) -> Element {
      let bytes = (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) }
      return Element(bytes: word(group) + word(element) + Array("FD".utf8) + word(8) + bytes)
    }

    /// A sequence of one item.
    static func sequence(_ group: UInt16, _ element: UInt16, _ elements: [Element]) -> Element {
      let items = TestItem.items([TestItem(elements)])
      return Element(
        bytes: word(group) + word(element) + Array("SQ".utf8) + [0, 0] + TestItem.long(items.count) + items)
    }

    private static func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
  }

  let elements: [Element]

  init(_ elements: [Element]) { self.elements = elements }

  /// The value of a sequence of these items.
  static func items(_ items: [TestItem]) -> [UInt8] {
    items.flatMap { item in
      let body = item.elements.flatMap(\.bytes)
      return [0xFE, 0xFF, 0x00, 0xE0] + long(body.count) + body
    }
  }

  private static func long(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> ($0 * 8) & 0xFF) } }
}

/// Where the numbers of marks stand: beside their frames, off each other and off other frames where there is room.
enum LabelLayout {
  struct Size: Equatable {
    let width: Int
    let height: Int
  }

  static func size(of text: String, scale: Int) -> Size {
    Size(width: BitmapFont.width(of: text, scale: scale), height: BitmapFont.capHeight * scale)
  }

  /// One place a label, in order. Earlier labels choose first; each takes the place round its frame that covers the least.
  static func place(_ sizes: [Size], beside frames: [PixelRect], in area: PixelRect) -> [PixelRect] {
    var placed: [PixelRect] = []
    for (index, size) in sizes.enumerated() {
      let choices = candidates(size, around: frames[index])
      let others = frames.enumerated().filter { $0.offset != index }.map(\.element) + placed
      let best = choices.enumerated().min { a, b in
        (cost(a.element, others, area), a.offset) < (cost(b.element, others, area), b.offset)
      }
      placed.append(best?.element ?? choices[0])
    }
    return placed
  }

  private static func cost(_ label: PixelRect, _ others: [PixelRect], _ area: PixelRect) -> Int {
    (area.contains(label) ? 0 : 100) + others.count { $0.intersects(label.insetBy(-2)) }
  }

  /// Eight places round a frame, the favourite first: upper right, as viewers do.
  private static func candidates(_ size: Size, around frame: PixelRect) -> [PixelRect] {
    let gap = 7
    let right = frame.maxX + gap
    let left = frame.x - gap - size.width
    let above = frame.y - gap - size.height
    let below = frame.maxY + gap
    let (midX, midY) = (frame.midX - size.width / 2, frame.midY - size.height / 2)
    let corners = [
      (right, frame.y - gap), (left, frame.y - gap), (right, frame.maxY + gap - size.height),
      (left, frame.maxY + gap - size.height), (midX, above), (midX, below), (right, midY), (left, midY),
    ]
    return corners.map { PixelRect(x: $0.0, y: $0.1, width: size.width, height: size.height) }
  }
}

import StudyModel
import Testing

@testable import FindingsReport

@Suite("Drawing")
struct CanvasTests {
  @Test("drawing beyond the edges is cut off")
  func clipping() {
    var canvas = Canvas(width: 20, height: 10)
    canvas.fill(PixelRect(x: -5, y: -5, width: 8, height: 8), Palette.mark)
    canvas.fill(PixelRect(x: 30, y: 30, width: 8, height: 8), Palette.mark)
    canvas.fill(PixelRect(x: 2, y: 20, width: 8, height: -8), Palette.mark)
    canvas.text("far away", x: 15, y: 8, scale: 3, Palette.label)
    canvas.brackets(around: PixelRect(x: -4, y: -4, width: 40, height: 40), arm: 5, thickness: 2, Palette.notice)
    #expect(canvas.places(of: Palette.mark) == PixelRect(x: 0, y: 0, width: 3, height: 3))
  }

  @Test("brackets leave the box and the middle of its sides free, and reach all four corners")
  func brackets() {
    let box = PixelRect(x: 20, y: 15, width: 21, height: 31)
    var canvas = Canvas(width: 60, height: 60, background: Palette.white)
    canvas.brackets(around: box, arm: 6, thickness: 2, Palette.mark)
    for y in box.y..<box.maxY { for x in box.x..<box.maxX { #expect(canvas[x, y] == Palette.white, "\(x), \(y)") } }
    for x in 0..<60 { #expect(canvas[x, box.midY] == Palette.white) }
    for y in 0..<60 { #expect(canvas[box.midX, y] == Palette.white) }
    #expect(canvas.places(of: Palette.mark) == box.insetBy(-3))
    for (x, y) in [(17, 12), (43, 12), (17, 48), (43, 48)] { #expect(canvas[x, y] == Palette.mark, "\(x), \(y)") }
    #expect(canvas.places(of: Palette.black) == box.insetBy(-4))
  }

  @Test("the lung window is black at -1350 HU, white at 150 HU and even in between")
  func window() {
    let window = GreyWindow.lung
    #expect(window.grey(-1350) == Palette.black && window.grey(-5000) == Palette.black)
    #expect(window.grey(150) == Palette.white && window.grey(3000) == Palette.white)
    #expect(window.grey(-600) == Canvas.Colour((Float(Palette.greys - 1) / 2).rounded()))
    #expect(window.caption == "W 1500 L -600")
  }

  @Test("the greys of the palette rise evenly from black to white, and no ink is a grey")
  func palette() {
    #expect(Palette.bytes.count == 256 * 3)
    for level in 0..<Palette.greys {
      let colour = Palette.bytes[level * 3..<level * 3 + 3]
      #expect(Set(colour).count == 1)
      if level > 0 { #expect(colour.first! > Palette.bytes[(level - 1) * 3]) }
    }
    #expect(Palette.bytes[0] == 0 && Palette.bytes[Int(Palette.white) * 3] == 255)
    #expect(Set(Palette.bytes[Int(Palette.mark) * 3..<Int(Palette.mark) * 3 + 3]).count > 1)
  }
}

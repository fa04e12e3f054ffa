import StudyModel
import Testing
import VolumeOperations

@testable import FindingsReport

@Suite("finding-NN.png")
struct FindingPictureTests {
  private static let panel = PixelRect(
    x: 0, y: FindingPicture.topStrip, width: FindingPicture.panel, height: FindingPicture.panel)
  private static let tiles: [PixelRect] = [0, 1, 2, 3].map { index in
    let step = FindingPicture.tile + FindingPicture.gap
    return PixelRect(
      x: FindingPicture.panel + FindingPicture.gap + index % 2 * step, y: FindingPicture.topStrip + index / 2 * step,
      width: FindingPicture.tile, height: FindingPicture.tile)
  }

  private func draw(_ phantom: Phantom) -> Canvas {
    FindingPicture(volume: phantom.volume, finding: phantom.finding, slices: 40, maker: "Prescreen 0.1.0").draw()
  }

  @Test("the frame stands around the finding on the whole slice, and covers nothing of it")
  func frame() {
    let canvas = draw(Phantom())
    let frame = canvas.places(of: Palette.mark, within: Self.panel)
    // 72 rows of 1.25 mm fill the panel; the volume's middle is at (-0.5, -0.625).
    let resolution = 72 * 1.25 / Double(FindingPicture.panel)
    let x = Double(Self.panel.midX) + (Phantom.ball.x + 0.5) / resolution
    let y = Double(Self.panel.midY) + (Phantom.ball.y + 0.625) / resolution
    #expect(abs(Double(frame.midX) - x) <= 2 && abs(Double(frame.midY) - y) <= 2, "\(frame)")
    let radius = Int(Phantom.radius / resolution)
    let ball = PixelRect(x: Int(x) - radius, y: Int(y) - radius, width: 2 * radius, height: 2 * radius)
    #expect(frame.insetBy(4).contains(ball))
    for row in ball.y..<ball.maxY {
      for column in ball.x..<ball.maxX { #expect(canvas[column, row] <= Palette.white, "\(column), \(row)") }
    }
    #expect(canvas[Int(x), Int(y)] == GreyWindow.lung.grey(50))
  }

  @Test("each close-up has the finding in its middle, round and free of marks")
  func closeUps() {
    let canvas = draw(Phantom())
    for (index, tile) in Self.tiles.enumerated() {
      let window: GreyWindow = index == 1 ? .softTissue : .lung
      let resolution = FindingPicture.closeUp / Double(FindingPicture.tile)
      let radius = Int(Phantom.radius / resolution)
      #expect(canvas[tile.midX, tile.midY] == window.grey(50), "tile \(index)")
      for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
        let inside = canvas[tile.midX + dx * (radius - 14), tile.midY + dy * (radius - 14)]
        let outside = canvas[tile.midX + dx * (radius + 14), tile.midY + dy * (radius + 14)]
        #expect(inside > outside && inside <= Palette.white, "tile \(index)")
      }
      let ticks = canvas.places(of: Palette.mark, within: tile)
      #expect(ticks.midX == tile.midX && ticks.midY == tile.midY, "tile \(index)")
    }
  }

  @Test("the same patient gives the same picture, whichever way the volume was stored")
  func radiologicalConvention() {
    let expected = draw(Phantom())
    for mirrored: Set<Axis> in [[.x], [.y], [.x, .y], [.x, .y, .z]] {
      let phantom = Phantom(mirrored: mirrored)
      let picture = draw(phantom)
      #expect(phantom.volume.geometry.rowAxis.x == (mirrored.contains(.x) ? -1 : 1))
      for area in [Self.panel] + Self.tiles {
        for y in area.y..<area.maxY {
          #expect((area.x..<area.maxX).allSatisfy { picture[$0, y] == expected[$0, y] }, "\(mirrored), row \(y)")
        }
      }
    }
  }

  @Test("the strip names the image as the viewer does, or the place in the stack where there is no number")
  func strip() {
    let phantom = Phantom()
    func top(_ finding: Finding) -> [Canvas.Colour] {
      let canvas = FindingPicture(volume: phantom.volume, finding: finding, slices: 40, maker: "").draw()
      return Array(canvas.pixels.prefix(FindingPicture.topStrip * FindingPicture.width))
    }
    func drawn(_ left: String, _ right: String) -> [Canvas.Colour] {
      var canvas = Canvas(width: FindingPicture.width, height: FindingPicture.topStrip)
      canvas.strip(
        PixelRect(x: 0, y: 0, width: canvas.width, height: canvas.height), left: left, right: right,
        leftColour: Palette.mark, rightColour: Palette.notice, scale: FindingPicture.textScale)
      return canvas.pixels
    }
    #expect(top(phantom.finding) == drawn("Finding 1", "Image 75 (series of 40), left lung, about 10 mm (estimate)"))
    let nameless = SampleReport.finding(
      rank: 12, candidate: SampleReport.candidate(Phantom.ball, size: 3.4, side: nil), sliceIndex: 21,
      slice: Slice(sopInstanceUID: "1.2", instanceNumber: nil))
    #expect(top(nameless) == drawn("Finding 12", "Slice 21 of 40 from the feet, about 3 mm (estimate)"))
  }

  @Test("a finding at the rim of the volume, larger than a close-up, or outside is drawn all the same")
  func extremes() {
    let phantom = Phantom()
    for (position, size) in [
      (PatientVector(x: -40, y: -45, z: -10), 4), (PatientVector(x: 39, y: 43, z: 68), 90),
      (PatientVector(x: 500, y: 0, z: 0), 10),
    ] as [(PatientVector, Double)] {
      let finding = SampleReport.finding(candidate: SampleReport.candidate(position, size: size), sliceIndex: 1)
      let canvas = FindingPicture(volume: phantom.volume, finding: finding, slices: 40, maker: "").draw()
      #expect(canvas.width == FindingPicture.width && canvas.height == FindingPicture.height)
    }
  }
}

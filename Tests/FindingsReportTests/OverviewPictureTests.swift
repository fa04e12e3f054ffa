import StudyModel
import Testing
import VolumeOperations

@testable import FindingsReport

@Suite("overview.png")
struct OverviewPictureTests {
  private func overview(_ phantom: Phantom, lungs: Bool = true, findings: [Finding]? = nil) throws -> OverviewPicture {
    let axes = AnatomicalAxes(phantom.volume.geometry)
    let chest = try Phantom.engine.project(phantom.volume, along: .y, .mean)
    return OverviewPicture(
      volume: phantom.volume,
      lungs: lungs ? LungProjection(phantom.volume, lungs: phantom.lungs, loop: Phantom.engine.loop) : nil,
      chest: PlanarImage(chest, of: phantom.volume.geometry, right: axes.left, down: axes.head.reversed),
      findings: findings ?? [phantom.finding], maker: "Prescreen 0.1.0")
  }

  @Test("the projection shows the lungs only, at their brightest")
  func projection() throws {
    let phantom = Phantom()
    let projection = try #require(
      LungProjection(phantom.volume, lungs: phantom.lungs, loop: Phantom.engine.loop))
    // The mask leaves out 6 voxels at either side and 4 at either end.
    #expect(projection.columns == 6..<74 && projection.rows == 4..<36)
    let image = projection.image
    #expect(image.values[0] == LungProjection.uncovered)
    let ball = phantom.volume.geometry.voxel(at: Phantom.ball)
    #expect(image.values[(39 - Int(ball.z)) * 80 + Int(ball.x)] == 50)
    #expect(image.values[20 * 80 + 8] == -850)
  }

  @Test("without a mask that covers anything there is no projection, and the overview does without")
  func noLungs() throws {
    let phantom = Phantom()
    let empty = MaskVolume(geometry: phantom.lungs.geometry, words: Self.zeros(phantom.lungs.words.count))
    #expect(LungProjection(phantom.volume, lungs: empty, loop: Phantom.engine.loop) == nil)
    let canvas = try overview(phantom, lungs: false).draw()
    #expect(canvas.places(of: Palette.mark).width > 0)
  }

  @Test("the mark stands where the finding lies, and the same patient gives the same picture however it was stored")
  func mark() throws {
    let expected = try overview(Phantom()).draw()
    let mark = expected.places(of: Palette.mark)
    #expect(mark.width > 0)
    // The ball is left of the middle of the lungs (right in the picture) and above it.
    #expect(mark.midX > expected.width / 2)
    for mirrored: Set<Axis> in [[.x], [.y, .z], [.x, .y, .z]] {
      #expect(try overview(Phantom(mirrored: mirrored)).draw().pixels == expected.pixels, "\(mirrored)")
    }
  }

  @Test("a narrow chest is widened so that notice and maker stand side by side")
  func narrow() {
    let chest = PlanarImage(
      width: 40, height: 400, spacingX: 1, spacingY: 1, values: [Float](repeating: -500, count: 16000))
    let canvas = OverviewPicture(
      volume: Phantom().volume, lungs: nil, chest: chest, findings: [], maker: "prescreen 10.10.10"
    ).draw()
    #expect(canvas.width == OverviewPicture.minimumWidth)
    let maker = BitmapFont.width(of: "prescreen 10.10.10", scale: OverviewPicture.textScale)
    let notice = BitmapFont.width(of: Notice.picture, scale: OverviewPicture.textScale)
    #expect(notice + maker + 12 * OverviewPicture.textScale <= OverviewPicture.minimumWidth)
  }

  private static func zeros(_ count: Int) -> VoxelStorage<UInt64> {
    let words = VoxelStorage<UInt64>(count: count)
    words.withMutableSpan { span in for index in span.indices { span[index] = 0 } }
    return words
  }
}

@Suite("Labels beside marks")
struct LabelLayoutTests {
  private let area = PixelRect(x: 0, y: 0, width: 300, height: 200)
  private let size = LabelLayout.size(of: "12", scale: 2)

  @Test("a label stands off its frame and within the picture, in every corner of it")
  func inside() {
    for (x, y) in [(2, 2), (270, 2), (2, 170), (270, 170), (140, 90)] {
      let frame = PixelRect(x: x, y: y, width: 25, height: 25)
      let label = LabelLayout.place([size], beside: [frame], in: area)[0]
      #expect(area.contains(label) && !label.intersects(frame), "\(frame): \(label)")
    }
  }

  @Test("labels of neighbours keep off each other and off the other frame")
  func apart() {
    for shift in stride(from: -60, through: 60, by: 5) {
      let frames = [
        PixelRect(x: 140, y: 90, width: 25, height: 25),
        PixelRect(x: 140 + shift, y: 90 + shift / 3, width: 25, height: 25),
      ]
      let labels = LabelLayout.place([size, size], beside: frames, in: area)
      #expect(!labels[0].intersects(labels[1]), "\(shift)")
      #expect(!labels[0].intersects(frames[1]) && !labels[1].intersects(frames[0]), "\(shift)")
    }
  }
}

import StudyModel
import VolumeOperations

/// `finding-NN.png`: where the finding lies, and enough to judge it at a glance.
///
/// Left the whole slice in the lung window, the finding in a frame. Right four close-ups on the finding's centre: axial,
/// coronal and sagittal in the lung window (a vessel shows as a tube in one of them, a nodule stays round) and axial in the
/// soft tissue window (calcium, fat, a solid part). Nothing is drawn over the finding itself.
struct FindingPicture {
  static let panel = 574
  static let tile = 284
  static let gap = 6
  static let topStrip = 34
  static let bottomStrip = 30
  static let width = 2 * panel + gap
  static let height = topStrip + panel + bottomStrip
  /// Scale of all text: 14-pixel capitals stay legible when the picture is printed on A4.
  static let textScale = 2
  /// Side of a close-up in mm, for findings up to 20 mm; larger ones get two and a half times their size.
  static let closeUp = 50.0
  /// Between the finding's edge and its frame, in mm.
  static let clearance = 5.0

  let volume: Volume
  let finding: Finding
  /// Slices of the series.
  let slices: Int
  /// Burnt in at the lower right, e.g. `Prescreen 0.1.0`.
  let maker: String

  /// File name by rank.
  static func fileName(rank: Int) -> String { "finding-" + (rank < 10 ? "0" : "") + "\(rank).png" }

  func draw() -> Canvas {
    let axes = AnatomicalAxes(volume.geometry)
    var canvas = Canvas(width: Self.width, height: Self.height, background: Palette.strip)
    drawSlice(axes, on: &canvas)
    let left = Self.panel + Self.gap
    let right = left + Self.tile + Self.gap
    let top = Self.topStrip
    let bottom = top + Self.tile + Self.gap
    drawTile(["Axial"], axes.left, axes.back, .lung, x: left, y: top, on: &canvas)
    drawTile(
      ["Axial", GreyWindow.softTissue.caption], axes.left, axes.back, .softTissue, x: right, y: top, on: &canvas)
    drawTile(["Coronal"], axes.left, axes.head.reversed, .lung, x: left, y: bottom, on: &canvas)
    drawTile(["Sagittal"], axes.back, axes.head.reversed, .lung, x: right, y: bottom, on: &canvas)
    drawStrips(on: &canvas)
    return canvas
  }

  /// A cut through the finding's centre, and where the centre lies on it, in its pixels.
  private struct Cut {
    let image: PlanarImage
    let x: Double
    let y: Double
  }

  /// Axial cuts are the shown slice itself, as the viewer has it; the others pass through the centre.
  private func cut(right: SignedAxis, down: SignedAxis) -> Cut {
    let voxel = volume.geometry.voxel(at: finding.candidate.position)
    let centre = PatientVector(x: voxel.x, y: voxel.y, z: voxel.z)
    let third = SignedAxis.third(right, down)
    let depth = third == .z ? Double(finding.sliceIndex - 1) : centre[third]
    return Cut(
      image: PlanarImage(cutting: volume, right: right, down: down, depth: depth),
      x: PlanarImage.place(of: centre[right.axis], along: right, in: volume.shape),
      y: PlanarImage.place(of: centre[down.axis], along: down, in: volume.shape))
  }

  private func drawSlice(_ axes: AnatomicalAxes, on canvas: inout Canvas) {
    let cut = cut(right: axes.left, down: axes.back)
    let image = cut.image
    let resolution = image.resolution(toFit: Self.panel, Self.panel)
    let (middleX, middleY) = (Double(image.width - 1) / 2, Double(image.height - 1) / 2)
    let picture = image.rendered(
      width: Self.panel, height: Self.panel, scale: resolution, centreX: middleX, centreY: middleY, .lung)
    let area = PixelRect(x: 0, y: Self.topStrip, width: Self.panel, height: Self.panel)
    canvas.paste(picture, x: area.x, y: area.y)

    let pixelX = area.midX + Int(((cut.x - middleX) * image.spacingX / resolution).rounded())
    let pixelY = area.midY + Int(((cut.y - middleY) * image.spacingY / resolution).rounded())
    let half = Int(((finding.candidate.blobDiameter.value / 2 + Self.clearance) / resolution).rounded())
    canvas.brackets(
      around: PixelRect(x: pixelX - half, y: pixelY - half, width: 2 * half + 1, height: 2 * half + 1),
      arm: max(6, half / 2), thickness: 2, Palette.mark)
    annotate(["Axial", GreyWindow.lung.caption], axes.left, axes.back, bar: 50, resolution, in: area, on: &canvas)
  }

  private func drawTile(
    _ caption: [String], _ right: SignedAxis, _ down: SignedAxis, _ window: GreyWindow, x: Int, y: Int,
    on canvas: inout Canvas
  ) {
    let cut = cut(right: right, down: down)
    let side = max(Self.closeUp, 2.5 * finding.candidate.blobDiameter.value)
    let resolution = side / Double(Self.tile)
    let picture = cut.image.rendered(
      width: Self.tile, height: Self.tile, scale: resolution, centreX: cut.x, centreY: cut.y, window)
    let area = PixelRect(x: x, y: y, width: Self.tile, height: Self.tile)
    canvas.paste(picture, x: x, y: y)
    canvas.crosshair(in: area, from: 26, to: 44, thickness: 2)
    annotate(caption, right, down, bar: 10, resolution, in: area, on: &canvas)
  }

  /// Caption, letters of the sides, and a scale bar of `bar` mm.
  private func annotate(
    _ caption: [String], _ right: SignedAxis, _ down: SignedAxis, bar: Int, _ resolution: Double, in area: PixelRect,
    on canvas: inout Canvas
  ) {
    canvas.caption(caption, in: area, scale: Self.textScale)
    canvas.orientation(in: area, right: right, down: down, scale: Self.textScale)
    canvas.scaleBar(in: area, millimetres: bar, resolution: resolution, scale: Self.textScale)
  }

  private func drawStrips(on canvas: inout Canvas) {
    let slice =
      finding.slice.viewerNumber.map { "Image \($0) (series of \(slices))" }
      ?? "Slice \(finding.sliceIndex) of \(slices) from the feet"
    let side = finding.candidate.side.map { ", \($0.rawValue) lung" } ?? ""
    canvas.strip(
      PixelRect(x: 0, y: 0, width: Self.width, height: Self.topStrip), left: "Finding \(finding.rank)",
      right: "\(slice)\(side), about \(finding.candidate.blobDiameter.whole) mm (estimate)",
      leftColour: Palette.mark, rightColour: Palette.notice, scale: Self.textScale)
    canvas.strip(
      PixelRect(x: 0, y: Self.height - Self.bottomStrip, width: Self.width, height: Self.bottomStrip),
      left: Notice.picture, right: maker, leftColour: Palette.notice, rightColour: Palette.label, scale: Self.textScale)
  }
}

extension PlanarImage {
  /// The mm a pixel at which the whole image just fits.
  func resolution(toFit width: Int, _ height: Int) -> Double {
    max(Double(self.width) * spacingX / Double(width), Double(self.height) * spacingY / Double(height))
  }
}

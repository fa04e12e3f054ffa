import StudyModel
import VolumeOperations

/// `overview.png`: the lungs from the front with all findings numbered; behind them, dim, the mean of the whole chest, so that
/// the eye finds its place.
struct OverviewPicture {
  static let fileName = "overview.png"
  /// Room for the notice and the maker side by side.
  static let minimumWidth = 640
  static let maximumWidth = 720
  static let maximumHeight = 660
  static let bottomStrip = 30
  static let textScale = 2
  /// Kept around the lungs, in mm.
  static let margin = 15.0
  /// Brightness of the chest behind the lungs.
  static let dimming: Float = 0.45

  let volume: Volume
  let lungs: LungProjection?
  /// Mean density along each line from front to back, rows from head to feet, from the patient's right to the left.
  let chest: PlanarImage
  let findings: [Finding]
  let maker: String

  func draw() -> Canvas {
    let view = view
    var canvas = Canvas(width: view.width, height: view.height + Self.bottomStrip, background: Palette.strip)
    canvas.paste(projection(view), x: 0, y: 0)
    let area = PixelRect(x: 0, y: 0, width: view.width, height: view.height)
    let axes = AnatomicalAxes(volume.geometry)
    mark(findings, view, axes, in: area, on: &canvas)
    canvas.caption([lungs == nil ? "Chest, mean" : "Lungs, MIP"], in: area, scale: Self.textScale)
    canvas.orientation(in: area, right: axes.left, down: axes.head.reversed, scale: Self.textScale)
    canvas.scaleBar(in: area, millimetres: 50, resolution: view.resolution, scale: Self.textScale)
    canvas.strip(
      PixelRect(x: 0, y: view.height, width: view.width, height: Self.bottomStrip), left: Notice.picture, right: maker,
      leftColour: Palette.notice, rightColour: Palette.label, scale: Self.textScale)
    return canvas
  }

  /// Which part of the projection is shown, and how large.
  private struct View {
    var width: Int
    var height: Int
    /// mm a pixel.
    var resolution: Double
    /// What comes to the middle, in pixels of the projection.
    var centreX: Double
    var centreY: Double
  }

  private var view: View {
    let columns = lungs?.columns ?? 0..<chest.width
    let rows = lungs?.rows ?? 0..<chest.height
    let width = Double(columns.count) * chest.spacingX + 2 * Self.margin
    let height = Double(rows.count) * chest.spacingY + 2 * Self.margin
    let resolution = max(width / Double(Self.maximumWidth), height / Double(Self.maximumHeight))
    return View(
      width: max(Self.minimumWidth, Int((width / resolution).rounded())), height: Int((height / resolution).rounded()),
      resolution: resolution,
      centreX: Double(columns.lowerBound + columns.upperBound - 1) / 2,
      centreY: Double(rows.lowerBound + rows.upperBound - 1) / 2)
  }

  private func projection(_ view: View) -> Canvas {
    func rendered(_ image: PlanarImage, _ window: GreyWindow) -> Canvas {
      image.rendered(
        width: view.width, height: view.height, scale: view.resolution, centreX: view.centreX, centreY: view.centreY,
        window)
    }
    var canvas = rendered(chest, .projection)
    for y in 0..<canvas.height {
      for x in 0..<canvas.width { canvas[x, y] = Canvas.Colour(Float(canvas[x, y]) * Self.dimming) }
    }
    guard let lungs else { return canvas }
    let bright = rendered(lungs.image, .projection)
    for y in 0..<canvas.height {
      for x in 0..<canvas.width { canvas[x, y] = max(canvas[x, y], bright[x, y]) }
    }
    return canvas
  }

  private func mark(
    _ findings: [Finding], _ view: View, _ axes: AnatomicalAxes, in area: PixelRect, on canvas: inout Canvas
  ) {
    let frames = findings.map { frame(of: $0, view, axes, in: area) }
    for frame in frames { canvas.brackets(around: frame, arm: max(4, frame.width / 3), thickness: 2, Palette.mark) }
    let labels = LabelLayout.place(
      findings.map { LabelLayout.size(of: "\($0.rank)", scale: Self.textScale) }, beside: frames, in: area)
    for (finding, label) in zip(findings, labels) {
      canvas.text("\(finding.rank)", x: label.x, y: label.y, scale: Self.textScale, Palette.mark)
    }
  }

  private func frame(of finding: Finding, _ view: View, _ axes: AnatomicalAxes, in area: PixelRect) -> PixelRect {
    let voxel = volume.geometry.voxel(at: finding.candidate.position)
    let place = PatientVector(x: voxel.x, y: voxel.y, z: voxel.z)
    let down = axes.head.reversed
    let x = PlanarImage.place(of: place[axes.left.axis], along: axes.left, in: volume.shape)
    let y = PlanarImage.place(of: place[down.axis], along: down, in: volume.shape)
    let half = Int(((finding.candidate.blobDiameter.value / 2 + 3) / view.resolution).rounded())
    return PixelRect(
      x: area.midX + Int(((x - view.centreX) * chest.spacingX / view.resolution).rounded()) - half,
      y: area.midY + Int(((y - view.centreY) * chest.spacingY / view.resolution).rounded()) - half,
      width: 2 * half + 1, height: 2 * half + 1)
  }
}

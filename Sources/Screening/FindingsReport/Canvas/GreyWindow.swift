import StudyModel

/// A viewing window: which densities become black, which white.
struct GreyWindow: Hashable, Sendable {
  let centre: HounsfieldUnit
  let width: HounsfieldUnit

  /// Lung window, -1350 to 150 HU.
  static let lung = GreyWindow(centre: HounsfieldUnit(-600), width: HounsfieldUnit(1500))
  /// Soft tissue window, -160 to 240 HU: shows calcium, fat and how solid a nodule is.
  static let softTissue = GreyWindow(centre: HounsfieldUnit(40), width: HounsfieldUnit(400))
  /// For maximum projections of the lung, -1000 to 200 HU.
  static let projection = GreyWindow(centre: HounsfieldUnit(-400), width: HounsfieldUnit(1200))

  /// The grey of a density; densities outside the window are black or white.
  func grey(_ density: Float) -> Canvas.Colour {
    let part = (density - (centre.value - width.value / 2)) / width.value
    return Canvas.Colour((min(max(part, 0), 1) * Float(Palette.greys - 1)).rounded())
  }

  /// As burnt into pictures.
  var caption: String { "W \(Int(width.value)) L \(Int(centre.value))" }
}

import StudyModel
import VolumeOperations

/// What the pictures are drawn from.
public struct ReportImages: Sendable {
  /// The screened series in HU.
  public let volume: Volume
  /// Both lungs, on a grid of its own whose axes run along those of the volume; `nil` where no lung field was found.
  public let lungs: MaskVolume?
  /// Draws the pictures of several findings at once, and makes the projections.
  public let engine: VolumeEngine

  public init(volume: Volume, lungs: MaskVolume?, engine: VolumeEngine) {
    self.volume = volume
    self.lungs = lungs
    self.engine = engine
  }
}

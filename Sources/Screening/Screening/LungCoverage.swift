import NoduleDetection
import StudyModel
import VolumeOperations

/// How much of the lungs a loaded series holds, found as a scan finds it: the lung field of the detector, without the search.
public struct LungCoverage: Sendable {
  /// What a scan adds to the verdict of the series: no lung, one lung, cut at an end.
  public let quality: SeriesQuality
  /// Aerated lung, in ml.
  public let volume: Double
  /// From the first slice to the bases of the lungs; `nil` where there is no lung.
  public let belowBases: Millimetres?
  /// From the tops of the lungs to the last slice; `nil` where there is no lung.
  public let aboveTops: Millimetres?

  /// - Returns: `nil` for a volume that the engine cannot work on.
  public init?(of volume: Volume, engine: VolumeEngine, plan: DetectionPlan = .classical) {
    do throws(DetectionError) {
      let field = try NoduleDetector(engine: engine, plan: plan).lungField(in: volume)
      quality = field.quality
      self.volume = field.volume
      let spacing = field.mask.geometry.spacing.z
      let box = engine.boundingBox(field.mask)
      belowBases = box.map { Millimetres(Double($0.z.lowerBound) * spacing) }
      aboveTops = box.map { Millimetres(Double(field.mask.shape.z - $0.z.upperBound) * spacing) }
    } catch { return nil }
  }
}

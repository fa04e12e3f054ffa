/// The side of the body, the patient's own.
public enum Side: String, Hashable, Sendable {
  case left
  case right
}

/// A place that may hold a nodule.
public struct Candidate: Hashable, Sendable {
  /// Centre, LPS mm.
  public let position: PatientVector
  /// An estimate of the diameter from scale and contrast, not a measurement.
  public let blobDiameter: Millimetres
  /// Ranks candidates of one study; larger is more nodule-like. In the unit of the detector that made it.
  public let strength: Float
  /// `strength` mapped to 0…1, the same for every study. See the detector for what it means.
  public let probability: Double
  /// Which lung the centre lies in, where the lung field tells.
  public let side: Side?

  public init(
    position: PatientVector, blobDiameter: Millimetres, strength: Float, probability: Double, side: Side?
  ) {
    self.position = position
    self.blobDiameter = blobDiameter
    self.strength = strength
    self.probability = probability
    self.side = side
  }
}

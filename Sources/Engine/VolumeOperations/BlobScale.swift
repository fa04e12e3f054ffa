import StudyModel

/// One size of blob.
public struct BlobScale: Hashable, Sendable {
  /// Of the Gaussian.
  public let sigma: Millimetres
  /// What the response is multiplied with. A constant, so that no power function of the machine decides about bits.
  public let weight: Float

  /// - Parameter sigma: in mm.
  public init(sigma: Double, weight: Float) {
    self.sigma = Millimetres(sigma)
    self.weight = weight
  }
}

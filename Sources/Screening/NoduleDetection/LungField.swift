import StudyModel

/// Where nodules are looked for.
public struct LungField: Sendable {
  /// The patient's right and left lung, closed over nodules on the pleura and at the hilum, without the large airways; on a
  /// coarse grid. Where the lungs cannot be told apart, both lie in ``right`` and ``isSplit`` is false.
  public let right: MaskVolume
  public let left: MaskVolume
  /// Both lungs.
  public let mask: MaskVolume
  /// The lumen of trachea and main bronchi.
  public let airways: MaskVolume
  public let isSplit: Bool
  /// Aerated lung, in ml, before closing.
  public let volume: Double
  /// Refused where there is no lung; warnings where something is missing. Codes `lung.*`.
  public let quality: SeriesQuality

  /// Which lung a point lies in: by the field, `nil` outside it or where the lungs could not be told apart.
  /// - Parameter point: LPS mm.
  public func side(at point: PatientVector) -> Side? {
    guard isSplit else { return nil }
    let voxel = mask.geometry.voxel(at: point)
    guard let x = Int(exactly: voxel.x.rounded()), let y = Int(exactly: voxel.y.rounded()),
      let z = Int(exactly: voxel.z.rounded())
    else { return nil }
    if right.contains(x: x, y: y, z: z) { return .right }
    return left.contains(x: x, y: y, z: z) ? .left : nil
  }
}

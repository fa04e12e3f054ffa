import StudyModel

extension VolumeEngine {
  /// The mask with its holes filled.
  ///
  /// - Parameter slicewise: `true` fills what is surrounded within its slice (background across edges does not reach a
  ///   side of the slice); `false` what is surrounded in the volume (background across faces does not reach its rim).
  /// - Throws: ``OperationError/tooLarge(voxels:)`` for a mask of more than ``maximumVoxels``.
  public func fillHoles(_ mask: MaskVolume, slicewise: Bool) throws(OperationError) -> MaskVolume {
    let background = try components(complement(mask), connectivity: slicewise ? .four : .six)
    let rim: VolumeFaces = slicewise ? .sides : [.sides, .ends]
    return try union(mask, select(background) { $0.faces.isDisjoint(with: rim) })
  }
}

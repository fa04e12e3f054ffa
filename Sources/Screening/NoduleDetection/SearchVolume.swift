import StudyModel

/// What blobs are searched for in: lung and nothing else, on the working grid.
struct SearchVolume {
  /// HU, within the range of the plan; everything outside the field reads as aerated lung.
  let lung: Volume
  /// The lung field, on the same grid.
  let field: MaskVolume
}

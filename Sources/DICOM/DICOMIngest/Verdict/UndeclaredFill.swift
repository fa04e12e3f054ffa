import StudyModel

/// What a scanner writes where it measures nothing, outside its circle, and does not declare as padding: -2000 or -3024 HU.
///
/// Nothing is lighter than empty space, and no noise of air reaches that far. The values stay as they are, so that whoever
/// reads the file comes to the same volume; that they are no densities is told.
struct UndeclaredFill {
  /// Of the voxels that were looked at.
  let share: Double
  let lowest: Int16

  /// No measurement is below this, in HU.
  static let limit = -1295

  /// From this share of the voxels on it is fill, and no streak of metal.
  private static let leastShare = 0.005

  /// `nil` where the volume has no such fill.
  init?(_ content: VolumeContent) {
    share = content.histogram.share(of: Int(Int16.min)..<Self.limit)
    guard let lowest = content.histogram.lowest, share >= Self.leastShare else { return nil }
    self.lowest = lowest
  }

  var remark: SeriesJudge.Given {
    SeriesJudge.Given(
      code: .paddingUndeclared,
      reason: QualityCode.paddingUndeclared.reason("\(decimal(share * 100)) % of the voxels, down to \(lowest) HU"))
  }
}

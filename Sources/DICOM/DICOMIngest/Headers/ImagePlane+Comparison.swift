import StudyModel

extension ImagePlane {
  /// The normal, pointing to the head (or, of an upright plane, anywhere); `nil` where the two directions make no plane.
  var normal: PatientVector? {
    let tolerance = GeometryLimits.axisTolerance
    guard abs(rowAxis.length - 1) <= tolerance, abs(columnAxis.length - 1) <= tolerance,
      abs(rowAxis.dot(columnAxis)) <= tolerance
    else { return nil }
    let across = rowAxis.cross(columnAxis)
    let unit = across * (1 / across.length)
    return unit.z < 0 ? unit * -1 : unit
  }

  func hasDirection(of other: ImagePlane) -> Bool {
    rowAxis.distance(to: other.rowAxis) <= GeometryLimits.axisTolerance
      && columnAxis.distance(to: other.columnAxis) <= GeometryLimits.axisTolerance
  }

  func hasSpacing(of other: ImagePlane) -> Bool {
    abs(columnSpacing - other.columnSpacing) <= GeometryLimits.pixelSpacingTolerance * abs(other.columnSpacing)
      && abs(rowSpacing - other.rowSpacing) <= GeometryLimits.pixelSpacingTolerance * abs(other.rowSpacing)
  }
}

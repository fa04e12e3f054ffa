import StudyModel

extension VolumeGeometry {
  /// Width and height of the slices, pixel edge to pixel edge, in mm.
  var field: (x: Double, y: Double) { (Double(shape.x) * spacing.x, Double(shape.y) * spacing.y) }

  /// From the first slice to the last, in mm.
  var reach: Double { Double(max(shape.z, 1) - 1) * spacing.z }

  /// Whether the field cannot hold both lungs.
  var isNarrow: Bool { field.x < GeometryLimits.fieldWidth || field.y < GeometryLimits.fieldHeight }
}

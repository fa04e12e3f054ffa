import StudyModel

/// Where one image lies in the patient.
public struct ImagePlane: Hashable, Sendable {
  /// Image Position (0020,0032): centre of the first pixel, LPS mm.
  public let position: PatientVector
  /// Direction of a row (growing column index), as stored.
  public let rowAxis: PatientVector
  /// Direction of a column (growing row index), as stored.
  public let columnAxis: PatientVector
  /// Distance between neighbouring pixels of a row, mm.
  public let columnSpacing: Double
  /// Distance between neighbouring rows, mm.
  public let rowSpacing: Double

  init(
    position: PatientVector, rowAxis: PatientVector, columnAxis: PatientVector, columnSpacing: Double,
    rowSpacing: Double
  ) {
    self.position = position
    self.rowAxis = rowAxis
    self.columnAxis = columnAxis
    self.columnSpacing = columnSpacing
    self.rowSpacing = rowSpacing
  }

  /// Reads the plane of an image.
  /// - Throws: ``IngestError/missing(_:_:)`` for the first attribute that is absent, ``IngestError/invalid(_:_:detail:)``
  ///   for one that is no number.
  init(file: borrowing DICOMFile) throws(IngestError) {
    let position = try Self.vector(.imagePosition, from: 0, file)
    let rowAxis = try Self.vector(.imageOrientation, from: 0, file)
    let columnAxis = try Self.vector(.imageOrientation, from: 3, file)
    // Pixel Spacing gives the distance of rows first. Source: DICOM PS3.3, 10.7.1.3.
    guard let rowSpacing = try file.number(.pixelSpacing, at: 0),
      let columnSpacing = try file.number(.pixelSpacing, at: 1)
    else { throw .missing(file.subject, .pixelSpacing) }
    self.init(
      position: position, rowAxis: rowAxis, columnAxis: columnAxis, columnSpacing: columnSpacing, rowSpacing: rowSpacing
    )
  }

  private static func vector(
    _ tag: DICOMTag, from index: UInt32, _ file: borrowing DICOMFile
  ) throws(IngestError) -> PatientVector {
    guard let x = try file.number(tag, at: index), let y = try file.number(tag, at: index + 1),
      let z = try file.number(tag, at: index + 2)
    else { throw .missing(file.subject, tag) }
    guard [x, y, z].allSatisfy({ abs($0) <= GeometryLimits.farthest }) else {
      throw .invalid(file.subject, tag, detail: "lies outside any scanner")
    }
    return PatientVector(x: x, y: y, z: z)
  }
}

/// Where the voxels of a volume lie in the patient, apart from the voxels themselves.
///
/// The three axes are unit vectors. The slice axis points from slice to slice in storage order, which is feet to head
/// for every volume that ingest makes, so the frame can be left-handed. Axes need not be orthogonal to the body: an oblique
/// acquisition keeps its own directions.
public struct VolumeGeometry: Hashable, Sendable {
  public let shape: GridShape
  /// Centre of voxel (0, 0, 0), LPS mm.
  public let origin: PatientVector
  /// Distance between neighbouring voxel centres along x, y, z, in mm.
  public let spacing: PatientVector
  /// Direction of growing x (along an image row), unit length.
  public let rowAxis: PatientVector
  /// Direction of growing y (down an image column), unit length.
  public let columnAxis: PatientVector
  /// Direction of growing z (slice to slice), unit length.
  public let sliceAxis: PatientVector

  public init(
    shape: GridShape, origin: PatientVector, spacing: PatientVector,
    rowAxis: PatientVector = PatientVector(x: 1, y: 0, z: 0),
    columnAxis: PatientVector = PatientVector(x: 0, y: 1, z: 0),
    sliceAxis: PatientVector = PatientVector(x: 0, y: 0, z: 1)
  ) {
    self.shape = shape
    self.origin = origin
    self.spacing = spacing
    self.rowAxis = rowAxis
    self.columnAxis = columnAxis
    self.sliceAxis = sliceAxis
  }

  /// The patient point at fractional voxel indices, LPS mm.
  public func position(x i: Double, y j: Double, z k: Double) -> PatientVector {
    origin + rowAxis * (i * spacing.x) + columnAxis * (j * spacing.y) + sliceAxis * (k * spacing.z)
  }

  /// The fractional voxel indices of a patient point; the inverse of ``position(x:y:z:)`` for orthogonal axes.
  public func voxel(at point: PatientVector) -> (x: Double, y: Double, z: Double) {
    let offset = point - origin
    return (
      x: offset.dot(rowAxis) / spacing.x, y: offset.dot(columnAxis) / spacing.y, z: offset.dot(sliceAxis) / spacing.z
    )
  }

  /// Volume of one voxel, in mm³.
  public var voxelVolume: Double { spacing.x * spacing.y * spacing.z }
}

import DICOMReport
import Evaluation
import StudyModel

/// Directions of the patient, LPS.
enum Axes {
  static let toLeft = PatientVector(x: 1, y: 0, z: 0)
  static let toRight = PatientVector(x: -1, y: 0, z: 0)
  static let toFront = PatientVector(x: 0, y: -1, z: 0)
  static let toBack = PatientVector(x: 0, y: 1, z: 0)
  static let up = PatientVector(x: 0, y: 0, z: 1)
  static let down = PatientVector(x: 0, y: 0, z: -1)
}

extension PhantomAcquisition {
  /// The middle of the volume, LPS mm.
  private var centre: PatientVector {
    let shape = geometry.shape
    return geometry.position(
      x: Double(shape.x - 1) / 2, y: Double(shape.y - 1) / 2, z: Double(shape.z - 1) / 2)
  }

  /// The same slices about the same middle in other directions.
  mutating func turn(row: PatientVector, column: PatientVector, slice: PatientVector) {
    let (middle, shape, spacing) = (centre, geometry.shape, geometry.spacing)
    let origin =
      middle - row * (spacing.x * Double(shape.x - 1) / 2) - column * (spacing.y * Double(shape.y - 1) / 2)
      - slice * (spacing.z * Double(shape.z - 1) / 2)
    geometry = VolumeGeometry(
      shape: shape, origin: origin, spacing: spacing, rowAxis: row, columnAxis: column, sliceAxis: slice)
  }

  mutating func shift(by offset: PatientVector) {
    geometry = VolumeGeometry(
      shape: geometry.shape, origin: geometry.origin + offset, spacing: geometry.spacing, rowAxis: geometry.rowAxis,
      columnAxis: geometry.columnAxis, sliceAxis: geometry.sliceAxis)
  }

  /// Coronal slices, front to back.
  /// - Parameter distance: mm, also their thickness; without it, that of the axial slices, at least 3.
  func coronal(slices: Int = 40, distance: Double? = nil) -> PhantomAcquisition {
    var other = self
    let distance = distance ?? max(geometry.spacing.z, 3)
    let spacing = PatientVector(x: geometry.spacing.x, y: geometry.spacing.y, z: distance)
    other.geometry = PhantomAcquisition.axial(matrix: geometry.shape.x, slices: slices, spacing: spacing)
    other.turn(row: Axes.toLeft, column: Axes.down, slice: Axes.toBack)
    other.thickness = Millimetres(distance)
    return other
  }
}

extension SeriesPlan {
  /// Another stack of slices about the same middle.
  mutating func restack(slices: Int, spacing: Double, thickness: Double, _ settings: PhantomSettings) {
    var settings = settings
    (settings.slices, settings.spacing, settings.thickness) = (slices, spacing, thickness)
    acquisition = settings.acquisition
    series.thickness = acquisition.thickness
  }

  /// Leaves attributes out of all files.
  mutating func remove(_ attributes: [Attribute]) {
    edit = { files in
      for index in files.indices {
        files[index].edit { data in
          for attribute in attributes { data[attribute] = nil }
        }
      }
    }
  }

  /// Changes the bytes of the file in the middle.
  mutating func damage(_ change: @escaping @Sendable (inout [UInt8]) -> Void) {
    edit = { $0[$0.count / 2].editBytes = change }
  }
}

extension PlannedFile {
  /// Says that the slice lies higher by some mm than it does.
  mutating func move(by distance: Double) {
    edit { data in
      guard case .text(let bytes) = data[.imagePosition] else { return }
      let numbers = String(decoding: bytes, as: UTF8.self).split(separator: "\\").compactMap { Double($0) }
      guard numbers.count == 3 else { return }
      data.set(.imagePosition, [numbers[0], numbers[1], numbers[2] + distance])
    }
  }

  /// Stores the pixels in another form, and says so.
  mutating func store(as form: StoredForm) {
    storedForm = form
    edit {
      $0.merge(form.attributes)
      $0.merge(form.rescale)
    }
  }
}

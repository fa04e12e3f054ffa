import StudyModel

/// A CT series to be written: what its headers say beside the pixels.
public struct CTSeries: Sendable {
  /// Attributes of patient and study, the same in all series of the study.
  public var study: DataSet
  public var uids: UIDSource
  /// Names the series within the study; its identifiers follow from it.
  public var name: String
  /// Tells instances of one series apart that were made separately, such as two acquisitions.
  public var part = ""
  public var number: Int
  public var description: String
  public var kernel: String
  public var thickness: Millimetres
  /// E.g. `HFS`.
  public var patientPosition = "HFS"
  public var acquisitionNumber = 1
  /// Image Type (0008,0008).
  public var imageType = "ORIGINAL\\PRIMARY\\AXIAL"
  public var contrastAgent: String?
  /// What the headers name as the scanned part of the body; `nil` names none, as some archives leave it.
  public var bodyPart: BodyPart? = .chest
  public var tilt = 0.0
  public var storedForm = StoredForm.usual
  public var transferSyntaxUID: String

  public init(
    study: DataSet, uids: UIDSource, name: String, number: Int, description: String, kernel: String,
    thickness: Millimetres, transferSyntaxUID: String
  ) {
    self.study = study
    self.uids = uids
    self.name = name
    self.number = number
    self.description = description
    self.kernel = kernel
    self.thickness = thickness
    self.transferSyntaxUID = transferSyntaxUID
  }

  public static let ctImageStorage = "1.2.840.10008.5.1.4.1.1.2"

  public var seriesInstanceUID: String { uids.uid("series \(name)") }

  /// One CT Image Storage object a slice, feet to head, without pixels.
  ///
  /// - Parameters:
  ///   - firstInstance: the lowest Instance Number (0020,0013).
  ///   - countsFromFeet: whether it is that of the slice at the feet; else of the one at the head.
  /// - Source: DICOM PS3.3, A.3.
  public func images(
    on geometry: VolumeGeometry, firstInstance: Int = 1, countsFromFeet: Bool = false
  ) -> [DICOMObject] {
    let count = geometry.shape.z
    return (0..<count).map { slice in
      image(on: geometry, slice: slice, instance: firstInstance + (countsFromFeet ? slice : count - 1 - slice))
    }
  }

  private func image(on geometry: VolumeGeometry, slice: Int, instance: Int) -> DICOMObject {
    var data = seriesAttributes(of: geometry)
    data.set(.imageType, imageType)
    data.set(.sopClassUID, Self.ctImageStorage)
    data.set(.sopInstanceUID, uids.uid("series \(name) \(part) instance \(instance)"))
    data.set(.instanceNumber, instance)
    data.set(.acquisitionNumber, acquisitionNumber)
    let position = geometry.position(x: 0, y: 0, z: Double(slice))
    let (row, column) = (geometry.rowAxis, geometry.columnAxis)
    data.set(.imagePosition, [position.x, position.y, position.z])
    data.set(.imageOrientation, [row.x, row.y, row.z, column.x, column.y, column.z])
    data.set(.sliceLocation, [position.dot(row.cross(column))])
    data.set(.pixelSpacing, [geometry.spacing.y, geometry.spacing.x])
    data.merge(acquisitionAttributes(of: geometry))
    data.merge(storedForm.rescale)
    data.set(.windowCenter, [40])
    data.set(.windowWidth, [400])
    return DICOMObject(dataSet: data, transferSyntaxUID: transferSyntaxUID)
  }
}

extension CTSeries {
  /// A Body Part Examined (0018,0015). Source: DICOM PS3.16, annex L.
  public enum BodyPart: String, Sendable {
    case chest = "CHEST"
    case abdomen = "ABDOMEN"
  }
}

extension Volume {
  /// The densities of some slices, row by row, slice by slice.
  public func densities(ofSlices slices: Range<Int>) -> [Int16] {
    storage.withSpan { voxels in
      var densities: [Int16] = []
      densities.reserveCapacity(slices.count * shape.slice)
      for index in slices.lowerBound * shape.slice..<slices.upperBound * shape.slice { densities.append(voxels[index]) }
      return densities
    }
  }
}

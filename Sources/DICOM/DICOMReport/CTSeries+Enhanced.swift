import StudyModel

extension CTSeries {
  public static let enhancedCTImageStorage = "1.2.840.10008.5.1.4.1.1.2.1"

  /// The whole series as one Enhanced CT Image Storage object, frames from feet to head, without pixels.
  /// Source: DICOM PS3.3, A.38 and C.8.15.3.
  public func enhancedImage(on geometry: VolumeGeometry) -> DICOMObject {
    var data = seriesAttributes(of: geometry)
    let frames = geometry.shape.z
    data.set(.sopClassUID, Self.enhancedCTImageStorage)
    data.set(.sopInstanceUID, uids.uid("series \(name) \(part) enhanced"))
    data.set(.instanceNumber, 1)
    data.set(.imageType, Self.frameType)
    data.merge(Self.imageProperties)
    data.set(.numberOfFrames, frames)
    data.set(.acquisitionNumber, acquisitionNumber)
    data.set(.acquisitionDateTime, Self.dateTime)
    data.set(.acquisitionDuration, [Double(frames) * 20])
    data.set(.contentQualification, "PRODUCT")
    data.set(.lossyImageCompression, "00")
    data.set(.presentationLUTShape, "IDENTITY")
    data.set(.acquisitionContextSequence, items: [])
    addDimensions(to: &data)
    data.set(.sharedFunctionalGroupsSequence, items: [sharedGroups(of: geometry)])
    data.set(
      .perFrameFunctionalGroupsSequence, items: (0..<frames).map { frameGroups(of: geometry, frame: $0) })
    return DICOMObject(dataSet: data, transferSyntaxUID: transferSyntaxUID)
  }

  private static let frameType = "ORIGINAL\\PRIMARY\\VOLUME\\NONE"
  private static let dateTime = date + time

  private static var imageProperties: DataSet {
    var data = DataSet()
    data.set(.pixelPresentation, "MONOCHROME")
    data.set(.volumetricProperties, "VOLUME")
    data.set(.volumeBasedCalculationTechnique, "NONE")
    return data
  }

  /// Frames are told apart by their place in the one stack.
  private func addDimensions(to data: inout DataSet) {
    let organisation = uids.uid("dimensions \(name)")
    data.set(.dimensionOrganizationSequence, items: [.with { $0.set(.dimensionOrganizationUID, organisation) }])
    let pointers: [Attribute] = [.stackID, .inStackPositionNumber]
    data.set(
      .dimensionIndexSequence,
      items: pointers.map { pointer in
        .with {
          $0.set(.dimensionOrganizationUID, organisation)
          $0.set(.dimensionIndexPointer, [pointer.number])
          $0.set(.functionalGroupPointer, [Attribute.frameContentSequence.number])
        }
      })
  }

  private func sharedGroups(of geometry: VolumeGeometry) -> DataSet {
    let (row, column) = (geometry.rowAxis, geometry.columnAxis)
    var groups = scannerGroups(of: geometry)
    groups.set(
      .pixelMeasuresSequence,
      items: [
        .with {
          $0.set(.pixelSpacing, [geometry.spacing.y, geometry.spacing.x])
          $0.set(.sliceThickness, [thickness.value])
        }
      ])
    groups.set(
      .planeOrientationSequence,
      items: [.with { $0.set(.imageOrientation, [row.x, row.y, row.z, column.x, column.y, column.z]) }])
    groups.set(.pixelValueTransformationSequence, items: [storedForm.rescale])
    groups.set(
      .frameVOILUTSequence,
      items: [
        .with {
          $0.set(.windowCenter, [40])
          $0.set(.windowWidth, [400])
        }
      ])
    groups.set(
      .frameAnatomySequence,
      items: [
        .with {
          $0.set(.frameLaterality, "U")
          $0.set(.anatomicRegionSequence, items: [anatomicRegion])
        }
      ])
    var frame = Self.imageProperties
    frame.set(.frameType, Self.frameType)
    groups.set(.ctImageFrameTypeSequence, items: [frame])
    return groups
  }

  /// Frames must have one: without a part of the body it is the trunk.
  private var anatomicRegion: DataSet {
    switch bodyPart {
    case .chest: .code("51185008", "SCT", "Chest")
    case .abdomen: .code("818983003", "SCT", "Abdomen")
    case nil: .code("22943007", "SCT", "Trunk")
    }
  }

  private func frameGroups(of geometry: VolumeGeometry, frame: Int) -> DataSet {
    let position = geometry.position(x: 0, y: 0, z: Double(frame))
    let middle = geometry.position(
      x: Double(geometry.shape.x - 1) / 2, y: Double(geometry.shape.y - 1) / 2, z: Double(frame))
    return .with { groups in
      groups.set(
        .frameContentSequence,
        items: [
          .with {
            $0.set(.frameReferenceDateTime, Self.dateTime)
            $0.set(.frameAcquisitionDateTime, Self.dateTime)
            $0.set(.frameAcquisitionDuration, [500])
            $0.set(.stackID, "1")
            $0.set(.inStackPositionNumber, [Double(frame + 1)])
            $0.set(.dimensionIndexValues, [1, Double(frame + 1)])
          }
        ])
      groups.set(
        .planePositionSequence, items: [.with { $0.set(.imagePosition, [position.x, position.y, position.z]) }])
      groups.set(
        .ctPositionSequence,
        items: [
          .with {
            $0.set(.tablePosition, [position.z])
            $0.set(.dataCollectionCenterPatient, [middle.x, middle.y, middle.z])
            $0.set(.reconstructionTargetCenterPatient, [middle.x, middle.y, middle.z])
          }
        ])
    }
  }
}

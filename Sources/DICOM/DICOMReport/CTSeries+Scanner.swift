import StudyModel

extension CTSeries {
  /// How the scanner worked, as the functional groups of Enhanced CT have it.
  /// Source: DICOM PS3.3, C.8.15.3.
  func scannerGroups(of geometry: VolumeGeometry) -> DataSet {
    .with { groups in
      groups.set(
        .ctAcquisitionTypeSequence,
        items: [
          .with {
            $0.set(.acquisitionType, "SPIRAL")
            $0.set(.constantVolumeFlag, "NO")
            $0.set(.fluoroscopyFlag, "NO")
          }
        ])
      groups.set(
        .ctAcquisitionDetailsSequence,
        items: [
          .with {
            $0.set(.rotationDirection, "CW")
            $0.set(.revolutionTime, [0.5])
            $0.set(.singleCollimationWidth, [0.625])
            $0.set(.totalCollimationWidth, [40])
            $0.set(.tableHeight, [150])
            $0.set(.gantryDetectorTilt, [tilt])
            $0.set(.dataCollectionDiameter, [500])
          }
        ])
      groups.set(
        .ctTableDynamicsSequence,
        items: [
          .with {
            $0.set(.tableSpeed, [80])
            $0.set(.tableFeedPerRotation, [40])
            $0.set(.spiralPitchFactor, [1])
          }
        ])
      groups.set(
        .ctGeometrySequence,
        items: [
          .with {
            $0.set(.distanceSourceToDetector, [950])
            $0.set(.distanceSourceToDataCollectionCenter, [540])
          }
        ])
      groups.set(
        .irradiationEventIdentificationSequence,
        items: [.with { $0.set(.irradiationEventUID, uids.uid("irradiation \(name) \(part)")) }])
      groups.set(.ctReconstructionSequence, items: [reconstruction(of: geometry)])
      groups.set(
        .ctExposureSequence,
        items: [
          .with {
            $0.set(.exposureTimeInMilliseconds, [500])
            $0.set(.xRayTubeCurrentInMilliamperes, [200])
            $0.set(.exposureInMilliampereSeconds, [100])
            $0.set(.exposureModulationType, "NONE")
            $0.set(.ctdiVol, [5])
            $0.set(.ctdiPhantomTypeCodeSequence, items: [.code("113691", "DCM", "IEC Body Dosimetry Phantom")])
          }
        ])
      groups.set(
        .ctXRayDetailsSequence,
        items: [
          .with {
            $0.set(.kvp, [120])
            $0.set(.focalSpots, [1.2])
            $0.set(.filterType, "FLAT")
            $0.set(.filterMaterial, "ALUMINUM")
          }
        ])
    }
  }

  private func reconstruction(of geometry: VolumeGeometry) -> DataSet {
    .with {
      $0.set(.reconstructionAlgorithm, "FILTER_BACK_PROJ")
      $0.set(.convolutionKernel, kernel)
      $0.set(.convolutionKernelGroup, "LUNG")
      $0.set(.reconstructionDiameter, [geometry.spacing.x * Double(geometry.shape.x)])
      $0.set(.reconstructionPixelSpacing, [geometry.spacing.y, geometry.spacing.x])
      $0.set(.reconstructionAngle, [360])
      $0.set(.imageFilter, "NONE")
    }
  }
}

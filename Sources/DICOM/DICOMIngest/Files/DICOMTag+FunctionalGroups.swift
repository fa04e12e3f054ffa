extension DICOMTag {
  /// The sequence that holds the element in the functional groups of a multi-frame CT image; `nil` for an element of the
  /// image itself. Source: DICOM PS3.3, C.7.6.16.2 and C.8.15.3.
  var functionalGroup: DICOMTag? {
    switch self {
    case .imagePosition: DICOMTag(0x0020, 0x9113, "Plane Position Sequence")
    case .imageOrientation: DICOMTag(0x0020, 0x9116, "Plane Orientation Sequence")
    case .pixelSpacing, .sliceThickness: DICOMTag(0x0028, 0x9110, "Pixel Measures Sequence")
    case .rescaleIntercept, .rescaleSlope, .rescaleType:
      DICOMTag(0x0028, 0x9145, "Pixel Value Transformation Sequence")
    case .frameAcquisitionNumber, .temporalPositionIndex: DICOMTag(0x0020, 0x9111, "Frame Content Sequence")
    case .frameType: DICOMTag(0x0018, 0x9329, "CT Image Frame Type Sequence")
    case .convolutionKernel: DICOMTag(0x0018, 0x9314, "CT Reconstruction Sequence")
    case .gantryTilt: DICOMTag(0x0018, 0x9304, "CT Acquisition Details Sequence")
    case .tubeVoltage: DICOMTag(0x0018, 0x9325, "CT X-Ray Details Sequence")
    case .tubeCurrent, .tubeCurrentInMilliamperes, .exposure, .exposureInMicroampereSeconds,
      .exposureInMilliampereSeconds:
      DICOMTag(0x0018, 0x9321, "CT Exposure Sequence")
    default: nil
    }
  }
}

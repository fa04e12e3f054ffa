extension QualityCode {
  /// Weight and sentence of each code.
  var entry: (weight: Weight, message: String) {
    switch self {
    case .pathMissing: (.file, "There is no file or folder at this path.")
    case .folderUnreadable: (.file, "The folder cannot be read.")
    case .fileUnreadable: (.file, "The file cannot be read.")
    case .fileSpecial: (.file, "This is a pipe, a socket or a device, not a file.")
    case .fileEmpty: (.file, "The file has no bytes.")
    case .fileNotDICOM: (.file, "The file is not DICOM.")
    case .fileDirectory:
      (.file, "The file is a DICOMDIR, a table of contents; the images beside it are read themselves.")
    case .fileTruncated: (.slice, "The file ends before its data set does; send it again.")
    case .fileCorrupt: (.slice, "The data set of the file contradicts itself; send it again.")
    case .fileChanged: (.refusal, "A file was changed while the study was read; screen it again.")
    case .memory: (.refusal, "There is not enough memory to read the file.")

    case .uidMissing: (.file, "A unique identifier that the file needs is missing.")
    case .uidInvalid: (.file, "A unique identifier is not made of digits and dots, or is longer than 64 characters.")
    case .studyTwoPatients: (.refusal, "Files of different patients have the same Study Instance UID.")
    case .studyNamesDiffer: (.warning, "The files of the study spell the patient's name in more than one way.")
    case .studyNoCT: (.refusal, "The study has no CT series.")
    case .textGuessed:
      (
        .warning,
        "Text is not in the character set that the file names; it is shown in the one that it looks like, and may be wrong."
      )
    case .textUndecodable:
      (.warning, "Text does not fit the character set that the file names; what is shown may be incomplete.")

    case .instanceDuplicate: (.note, "Files with the same bytes were there more than once; each was used once.")
    case .instanceRepeated: (.note, "Images with the same pixels lie at the same position; each was used once.")
    case .instanceConflict: (.refusal, "Two files with different bytes have the same SOP Instance UID.")
    case .headerMissing: (.slice, "An attribute that every CT image has is missing.")
    case .headerInvalid: (.slice, "An attribute has a value that it cannot have.")
    case .syntaxUnsupported:
      (.slice, "The transfer syntax cannot be decoded; send the series uncompressed, or convert it.")
    case .objectMultiFrame:
      (.slice, "An image of the single-frame class has several frames; export it as Enhanced CT or frame by frame.")
    case .objectFrames:
      (.slice, "What the multi-frame image says of its frames contradicts itself; export it again.")
    case .positionMissing: (.slice, "The position of the slice is missing.")
    case .orientationMissing: (.slice, "The orientation of the slice is missing.")
    case .spacingMissing: (.slice, "The pixel spacing is missing.")
    case .rescaleMissing: (.slice, "The rescale to Hounsfield units is missing.")
    case .rescaleNotHU: (.slice, "The pixel values are not Hounsfield units.")
    case .pixelMissing: (.slice, "The image has no pixel data.")
    case .pixelLayout: (.slice, "The layout of the pixels is none of a CT slice.")
    case .pixelLength: (.slice, "The length of the pixel data does not fit the declared dimensions.")
    case .pixelCodestream: (.slice, "The compressed pixel data do not fit what the header declares.")
    case .pixelCorrupt: (.refusal, "The pixel data are damaged and cannot be decoded; send the file again.")

    case .seriesNotCT: (.refusal, "The series is no CT image series.")
    case .seriesLocalizer: (.refusal, "The series is a localizer.")
    case .seriesProjection: (.refusal, "The series holds projections over several slices, not slices.")
    case .seriesTooFewSlices: (.refusal, "The series has too few slices to hold a lung.")
    case .seriesTooLarge: (.refusal, "The series has more slices or voxels than a chest CT.")
    case .seriesLocalizersAside: (.note, "Localizer images in the series were set aside.")
    case .seriesReformatted: (.note, "The images were reformatted from other images of the scan.")
    case .seriesPassedOver: (.note, "Another series of the study was preferred for screening.")
    case .seriesJoined:
      (.warning, "The stack was put together from several acquisitions of the series; they may not belong together.")
    case .seriesMixedKernels: (.refusal, "The slices were reconstructed with different kernels; send each by itself.")
    case .seriesMixedVoltages:
      (.warning, "The slices were scanned with different tube voltages; densities differ between them.")
    case .geometryOrientation: (.refusal, "The orientation of the slices is not that of a plane.")
    case .geometryMixedOrientation: (.refusal, "The slices of the series lie in different directions.")
    case .geometryNotAxial: (.refusal, "The slices are not axial; send the axial series.")
    case .geometryMixedSize: (.refusal, "The slices of the series have different numbers of rows or columns.")
    case .geometryMixedSpacing: (.refusal, "The slices of the series have different pixel spacings.")
    case .geometryVoxelSpacing: (.refusal, "The distance of the pixels or of the slices is none of a chest CT.")
    case .geometryDuplicatePosition: (.refusal, "Several slices lie at the same position; separate the acquisitions.")
    case .geometryGap: (.refusal, "Slices are missing inside the series; send it again in whole.")
    case .geometryUneven: (.refusal, "The slices are not evenly spaced.")
    case .geometryJitter: (.warning, "The slices are not quite evenly spaced; positions along the body are less exact.")
    case .geometryTilted: (.refusal, "The slices are shifted against each other, as with a tilted gantry.")
    case .geometryTiltClaimed:
      (.refusal, "The header and the orientation of the slices disagree about the tilt of the gantry; one is wrong.")
    case .geometryTiltReformatted:
      (
        .warning,
        "The header tells of a tilted gantry, the reformatted images lie without the tilt; positions may be wrong."
      )
    case .geometryWideSpacing: (.warning, "The slices are far apart; small nodules may lie between them.")
    case .geometryUnimaged:
      (.warning, "The slices are thinner than their distance; tissue between them was not imaged.")
    case .geometryThick: (.warning, "The slices are thicker than 3 mm; small nodules are blurred.")
    case .geometryVeryThick: (.warning, "The slices are thicker than 5 mm; nodules below 1 cm may not be visible.")
    case .kernelEdge: (.warning, "The kernel is one for bone or edges; its noise can look like small nodules.")
    case .kernelUnknown: (.note, "How sharp the kernel is, is not known.")
    case .fieldSmall: (.warning, "The field of view is too small for both lungs; what lies outside was not searched.")
    case .patientNotSupine: (.note, "The patient did not lie on the back.")
    case .patientContradiction:
      (
        .warning,
        "The patient position and the orientation of the images contradict each other; sides may be exchanged."
      )
    case .contrastGiven: (.note, "The header says that contrast agent was given.")
    case .pixelLossy: (.warning, "The images were compressed with loss; faint nodules may have changed.")
    case .rescaleImplausible:
      (
        .refusal,
        "The pixel values cannot be Hounsfield units of a chest; the rescale is wrong, or densities were lost."
      )
    case .rescaleOffset:
      (.warning, "Air or soft tissue is not at the density that it has; measured densities may be wrong.")
    case .pixelClipped:
      (
        .warning,
        "Densities were cut off before the images were sent; bone, calcification or air cannot be told by density."
      )
    case .pixelNoisy: (.warning, "The images are noisy; noise can look like small nodules, and hide faint ones.")
    case .pixelEmptySlices: (.warning, "Slices at the end of the series hold one value and no image.")
    case .pixelEmptyInside:
      (.refusal, "Slices inside the series hold one value and no image; send it again in whole.")
    case .pixelRepeatedSlices:
      (.warning, "Slices hold the same pixels as another; what belongs in their place was not searched.")
    case .contrastSeen: (.note, "Blood is as dense as with contrast agent.")
    case .paddingUndeclared:
      (.note, "Pixels outside the scanner's circle are not declared as padding; their values are no densities.")
    case .paddingInTissue: (.warning, "The padding value is a density that tissue has; it was not treated as padding.")
    }
  }
}

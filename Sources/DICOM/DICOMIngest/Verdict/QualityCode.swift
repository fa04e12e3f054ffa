import StudyModel

/// Every reason that ingest gives. The raw value is the stable code of design and reports: never changed, never reused.
///
/// What each means and weighs stands in ``QualityCode/entry``; `Sources/DICOM/README.md` shows the same table.
enum QualityCode: String, CaseIterable, Sendable {
  case pathMissing = "path.missing"
  case folderUnreadable = "folder.unreadable"
  case fileUnreadable = "file.unreadable"
  case fileSpecial = "file.special"
  case fileEmpty = "file.empty"
  case fileNotDICOM = "file.notDICOM"
  case fileDirectory = "file.directory"
  case fileTruncated = "file.truncated"
  case fileCorrupt = "file.corrupt"
  case fileChanged = "file.changed"
  case memory = "memory.exhausted"

  case uidMissing = "uid.missing"
  case uidInvalid = "uid.invalid"
  case studyTwoPatients = "study.twoPatients"
  case studyNamesDiffer = "study.namesDiffer"
  case studyNoCT = "study.noCT"
  case textGuessed = "text.guessed"
  case textUndecodable = "text.undecodable"

  case instanceDuplicate = "instance.duplicate"
  case instanceRepeated = "instance.repeated"
  case instanceConflict = "instance.conflict"
  case headerMissing = "header.missing"
  case headerInvalid = "header.invalid"
  case syntaxUnsupported = "syntax.unsupported"
  case objectMultiFrame = "object.multiFrame"
  case objectFrames = "object.frames"
  case positionMissing = "geometry.positionMissing"
  case orientationMissing = "geometry.orientationMissing"
  case spacingMissing = "geometry.spacingMissing"
  case rescaleMissing = "rescale.missing"
  case rescaleNotHU = "rescale.notHU"
  case pixelMissing = "pixel.missing"
  case pixelLayout = "pixel.layout"
  case pixelLength = "pixel.length"
  case pixelCodestream = "pixel.codestream"
  case pixelCorrupt = "pixel.corrupt"

  case seriesNotCT = "series.notCT"
  case seriesLocalizer = "series.localizer"
  case seriesProjection = "series.projection"
  case seriesTooFewSlices = "series.tooFewSlices"
  case seriesTooLarge = "series.tooLarge"
  case seriesLocalizersAside = "series.localizersAside"
  case seriesReformatted = "series.reformatted"
  case seriesPassedOver = "series.passedOver"
  case seriesJoined = "series.joined"
  case seriesMixedKernels = "series.mixedKernels"
  case seriesMixedVoltages = "series.mixedVoltages"
  case geometryOrientation = "geometry.orientation"
  case geometryMixedOrientation = "geometry.mixedOrientation"
  case geometryNotAxial = "geometry.notAxial"
  case geometryMixedSize = "geometry.mixedSize"
  case geometryMixedSpacing = "geometry.mixedSpacing"
  case geometryVoxelSpacing = "geometry.voxelSpacing"
  case geometryDuplicatePosition = "geometry.duplicatePosition"
  case geometryGap = "geometry.gap"
  case geometryUneven = "geometry.uneven"
  case geometryJitter = "geometry.jitter"
  case geometryTilted = "geometry.tilted"
  case geometryTiltClaimed = "geometry.tiltClaimed"
  case geometryTiltReformatted = "geometry.tiltReformatted"
  case geometryWideSpacing = "geometry.wideSpacing"
  case geometryUnimaged = "geometry.unimaged"
  case geometryThick = "geometry.thick"
  case geometryVeryThick = "geometry.veryThick"
  case kernelEdge = "kernel.edge"
  case kernelUnknown = "kernel.unknown"
  case fieldSmall = "field.small"
  case patientNotSupine = "patient.notSupine"
  case patientContradiction = "patient.contradiction"
  case contrastGiven = "contrast.given"
  case pixelLossy = "pixel.lossy"
  case rescaleImplausible = "rescale.implausible"
  case rescaleOffset = "rescale.offset"
  case pixelClipped = "pixel.clipped"
  case pixelNoisy = "pixel.noisy"
  case pixelEmptySlices = "pixel.emptySlices"
  case pixelEmptyInside = "pixel.emptyInside"
  case pixelRepeatedSlices = "pixel.repeatedSlices"
  case contrastSeen = "contrast.seen"
  case paddingInTissue = "padding.inTissue"
  case paddingUndeclared = "padding.undeclared"

  /// What a reason does to the verdict.
  enum Weight: String, Sendable {
    /// The file is left out and listed.
    case file = "file left out"
    /// The slice is left out: a warning where an even stack of enough slices remains, else the series is refused.
    case slice = "slice left out"
    case note
    case warning
    case refusal
  }

  var weight: Weight { entry.weight }

  /// The reason with its evidence, and the instance it was seen at.
  func reason(_ evidence: String = "", _ subject: FileSubject? = nil) -> QualityReason {
    let parts = [subject?.instance ?? "", evidence].filter { !$0.isEmpty }
    return QualityReason(code: rawValue, message: entry.message, evidence: parts.joined(separator: ": "))
  }
}

import StudyModel

extension IngestError: CustomStringConvertible {
  /// One line with the path, for standard error.
  public var description: String {
    let reason = reason
    let evidence = reason.evidence.isEmpty ? "" : " (\(reason.evidence))"
    return "\(path.map { $0 + ": " } ?? "")\(reason.message)\(evidence)"
  }

  /// The file or folder that the error is about; `nil` where it is about a whole series.
  public var path: String? {
    switch self {
    case .missingPath(let path), .specialFile(let path), .emptyFile(let path), .notDICOM(let path),
      .directoryRecord(let path), .outOfMemory(let path), .unreadableFolder(let path, _), .unreadableFile(let path, _):
      path
    case .truncated(let subject, _), .corrupt(let subject, _), .missingUID(let subject, _),
      .invalidUID(let subject, _), .missing(let subject, _), .invalid(let subject, _, _),
      .unsupportedSyntax(let subject, _), .multiFrame(let subject, _), .frames(let subject, _),
      .pixelLayout(let subject, _),
      .pixelDataMissing(let subject), .pixelLength(let subject, _, _), .codestream(let subject, _),
      .corruptPixels(let subject, _), .notHounsfield(let subject, _), .conflict(let subject), .changed(let subject),
      .operation(let subject, _):
      subject.path
    case .refused: nil
    }
  }

  /// The reason as results give it: a stable code, a sentence, and evidence without a path or a name.
  public var reason: QualityReason {
    switch self {
    case .missingPath: QualityCode.pathMissing.reason()
    case .unreadableFolder(_, let detail): QualityCode.folderUnreadable.reason(detail)
    case .unreadableFile(_, let detail): QualityCode.fileUnreadable.reason(detail)
    case .specialFile: QualityCode.fileSpecial.reason()
    case .emptyFile: QualityCode.fileEmpty.reason()
    case .notDICOM: QualityCode.fileNotDICOM.reason()
    case .directoryRecord: QualityCode.fileDirectory.reason()
    case .truncated(let subject, let detail): QualityCode.fileTruncated.reason(detail, subject)
    case .corrupt(let subject, let detail): QualityCode.fileCorrupt.reason(detail, subject)
    case .missingUID(let subject, let tag): QualityCode.uidMissing.reason("\(tag)", subject)
    case .invalidUID(let subject, let tag): QualityCode.uidInvalid.reason("\(tag)", subject)
    case .missing(let subject, let tag): Self.code(missing: tag).reason("\(tag)", subject)
    case .invalid(let subject, let tag, let detail): QualityCode.headerInvalid.reason("\(tag) \(detail)", subject)
    case .unsupportedSyntax(let subject, let syntax):
      QualityCode.syntaxUnsupported.reason(
        (syntax.uid.isEmpty ? syntax.name : "\(syntax.name), \(syntax.uid)") + "; \(syntax.remedy)", subject)
    case .multiFrame(let subject, let frames): QualityCode.objectMultiFrame.reason("\(frames) frames", subject)
    case .frames(let subject, let detail): QualityCode.objectFrames.reason(detail, subject)
    case .pixelLayout(let subject, let detail): QualityCode.pixelLayout.reason(detail, subject)
    case .pixelDataMissing(let subject): QualityCode.pixelMissing.reason("", subject)
    case .pixelLength(let subject, let expected, let found):
      QualityCode.pixelLength.reason("\(expected) bytes declared, \(found) found", subject)
    case .codestream(let subject, let detail): QualityCode.pixelCodestream.reason(detail, subject)
    case .corruptPixels(let subject, let detail): QualityCode.pixelCorrupt.reason(detail, subject)
    case .notHounsfield(let subject, let detail): QualityCode.rescaleNotHU.reason(detail, subject)
    case .conflict(let subject): QualityCode.instanceConflict.reason("", subject)
    case .changed(let subject): QualityCode.fileChanged.reason("", subject)
    case .refused(let reasons): reasons.first ?? QualityCode.seriesTooFewSlices.reason()
    case .operation(let subject, let error): QualityCode.pixelLayout.reason("\(error)", subject)
    case .outOfMemory: QualityCode.memory.reason()
    }
  }

  private static func code(missing tag: DICOMTag) -> QualityCode {
    switch tag {
    case .imagePosition: .positionMissing
    case .imageOrientation: .orientationMissing
    case .pixelSpacing: .spacingMissing
    case .rescaleSlope, .rescaleIntercept: .rescaleMissing
    default: .headerMissing
    }
  }
}

import StudyModel

/// What one file turned out to be.
enum FileReading: Sendable {
  case instance(InstanceHeader)
  /// An instance of a study without a usable Study Instance UID.
  case unnamed(UnnamedInstance)
  case rejected(RejectedFile)

  struct UnnamedInstance: Sendable {
    let path: String
    /// The Study Instance UID as stored, to keep the files of one study together. Names nothing.
    let storedUID: String
    let study: StudyDescription
    let error: IngestError
  }

  /// Opens and reads a file. Never throws: whatever happens is one of the cases.
  init(path: String) {
    var studyInstanceUID: String?
    do throws(IngestError) {
      var file = try DICOMFile(path: path)
      guard !file.isDirectory else { throw .directoryRecord(path: path) }
      var remarks: [TextRemark] = []
      let study = StudyDescription(file: file, remarks: &remarks)
      studyInstanceUID = study.studyInstanceUID
      if studyInstanceUID == nil, file.damage == nil {
        let sopInstanceUID = try? file.uid(.sopInstanceUID)
        file.subject = FileSubject(path: path, sopInstanceUID: sopInstanceUID)
        let stored = file.text(.studyInstanceUID)?.string
        self = .unnamed(
          UnnamedInstance(
            path: path, storedUID: stored ?? "", study: study,
            error: stored == nil
              ? .missingUID(file.subject, .studyInstanceUID) : .invalidUID(file.subject, .studyInstanceUID)))
        return
      }
      self = .instance(try InstanceHeader(reading: &file, study: study, remarks: remarks))
    } catch {
      self = .rejected(RejectedFile(path: path, error: error, studyInstanceUID: studyInstanceUID))
    }
  }
}

import DICOMShim

/// An opened DICOM file: its parsed data set, with long values still on disk. Used by one thread at a time.
@safe struct DICOMFile: ~Copyable {
  /// What errors name: the path, and the instance once it is known.
  var subject: FileSubject
  /// The frame of a multi-frame object that attributes are read for, from 0; `nil` for the object itself.
  var frame: Int?
  /// What the Pixel Data element holds; `nil` where there is none, or it is empty.
  let pixelElement: DICOMPixelElement?
  private let status: DICOMStatus
  private let detail: String
  /// Used by the extensions of this type only.
  let handle: OpaquePointer

  /// Opens the file and parses its data set to the end.
  /// - Throws: ``IngestError/unreadableFile(path:detail:)``, ``IngestError/emptyFile(path:)``,
  ///   ``IngestError/notDICOM(path:)``, ``IngestError/changed(_:)``, ``IngestError/outOfMemory(path:)``; for a deflated data
  ///   set of unbelievable size ``IngestError/corrupt(_:detail:)``. Any other truncated or corrupt data set does not throw.
  init(path: String) throws(IngestError) {
    var opened: OpaquePointer?
    let (status, detail) = unsafe Self.withDetail { unsafe dicom_open(path, &opened, $0, $1) }
    switch status {
    case .OK, .truncated, .corrupt: break
    case .empty: throw .emptyFile(path: path)
    case .notDICOM: throw .notDICOM(path: path)
    case .outOfMemory: throw .outOfMemory(path: path)
    case .changed: throw .changed(FileSubject(path: path))
    case .unreadable, .absent, .undecodable, .internal: throw .unreadableFile(path: path, detail: detail)
    }
    guard let handle = unsafe opened else { throw .corrupt(FileSubject(path: path), detail: detail) }
    subject = FileSubject(path: path)
    self.status = status
    self.detail = detail
    unsafe self.handle = handle
    var element = DICOMPixelElement()
    pixelElement = unsafe dicom_pixel_element(handle, &element) == .OK ? element : nil
  }

  deinit { unsafe dicom_close(handle) }

  /// Why the data set is not whole; `nil` for a whole one. What was read before the end is there all the same.
  var damage: IngestError? {
    switch status {
    case .truncated: .truncated(subject, detail: detail)
    case .corrupt: .corrupt(subject, detail: detail)
    default: nil
    }
  }

  /// What the file was when it was opened.
  var identity: DICOMFileIdentity {
    var identity = DICOMFileIdentity()
    unsafe dicom_identity(handle, &identity)
    return identity
  }

  /// The transfer syntax of the data set.
  var transferSyntax: TransferSyntax { TransferSyntax(uid: unsafe String(cString: dicom_transfer_syntax(handle))) }

  /// What `read` finds in the functional group of the current frame that `tag` belongs to: in the frame's own, else in the
  /// one that all frames share. A converted image may keep what fits no group in a group of its own. Source: DICOM PS3.3,
  /// C.7.6.16 and C.7.6.16.2.25.
  func inFunctionalGroup<Value, Failure: Error>(
    of tag: DICOMTag, _ read: () throws(Failure) -> Value?
  ) throws(Failure) -> Value? {
    guard let frame, let group = tag.functionalGroup else { return nil }
    for (sequence, index, converted) in [
      (DICOMTag.perFrameFunctionalGroups, frame, DICOMTag.unassignedPerFrameAttributes),
      (.sharedFunctionalGroups, 0, .unassignedSharedAttributes),
    ] {
      guard enter(sequence, index) else { continue }
      defer { unsafe dicom_leave(handle) }
      for place in [group, converted] {
        guard enter(place, 0) else { continue }
        defer { unsafe dicom_leave(handle) }
        if let value = try read() { return value }
      }
    }
    return nil
  }

  /// What `read` finds in the first item of a sequence of the object itself; `nil` where there is no item.
  func inFirstItem<Value>(of sequence: DICOMTag, _ read: () -> Value?) -> Value? {
    guard enter(sequence, 0) else { return nil }
    defer { unsafe dicom_leave(handle) }
    return read()
  }

  private func enter(_ sequence: DICOMTag, _ index: Int) -> Bool {
    unsafe dicom_enter(handle, sequence.group, sequence.element, UInt32(clamping: index)) == .OK
  }

  /// Items of a sequence; 0 where it is absent.
  func itemCount(_ sequence: DICOMTag) -> Int {
    var count: UInt32 = 0
    return unsafe dicom_item_count(handle, sequence.group, sequence.element, &count) == .OK ? Int(count) : 0
  }

  /// Whether the file is a DICOMDIR.
  var isDirectory: Bool { itemCount(.directoryRecordSequence) > 0 }

  /// The status of a call of the shim, and the line of explanation that it wrote.
  static func withDetail(
    _ body: (UnsafeMutablePointer<CChar>, Int) -> DICOMStatus
  ) -> (status: DICOMStatus, detail: String) {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      unsafe buffer.initialize(repeating: 0)
      guard let start = buffer.baseAddress else { return (.internal, "") }
      let status = unsafe body(start, buffer.count)
      return (status, unsafe String(cString: start))
    }
  }
}

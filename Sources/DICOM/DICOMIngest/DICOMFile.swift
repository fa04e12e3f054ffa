import DICOMShim

/// An opened DICOM file: its parsed data set, with long values still on disk. Used by one thread at a time.
@safe struct DICOMFile: ~Copyable {
  /// What errors name: the path, and the instance once it is known.
  var subject: FileSubject
  private let status: DICOMStatus
  private let detail: String
  private let handle: OpaquePointer

  /// Opens the file and parses its data set to the end.
  /// - Throws: ``IngestError/unreadableFile(path:detail:)``, ``IngestError/emptyFile(path:)``,
  ///   ``IngestError/notDICOM(path:)``, ``IngestError/outOfMemory(path:)``. A truncated or corrupt data set does not throw.
  init(path: String) throws(IngestError) {
    var opened: OpaquePointer?
    let (status, detail) = unsafe Self.withDetail { unsafe dicom_open(path, &opened, $0, $1) }
    switch status {
    case .OK, .truncated, .corrupt: break
    case .empty: throw .emptyFile(path: path)
    case .notDICOM: throw .notDICOM(path: path)
    case .outOfMemory: throw .outOfMemory(path: path)
    case .unreadable, .absent, .undecodable, .internal: throw .unreadableFile(path: path, detail: detail)
    }
    guard let handle = unsafe opened else { throw .unreadableFile(path: path, detail: detail) }
    subject = FileSubject(path: path)
    self.status = status
    self.detail = detail
    unsafe self.handle = handle
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

  /// The transfer syntax of the data set.
  var transferSyntax: TransferSyntax { TransferSyntax(uid: unsafe String(cString: dicom_transfer_syntax(handle))) }

  /// A text value as UTF-8, without the blanks round it; `nil` where it is absent, empty or no text.
  func text(_ tag: DICOMTag) -> DecodedText? {
    var bytes: UnsafePointer<CChar>?
    var count = 0
    let status = unsafe dicom_text(handle, tag.group, tag.element, &bytes, &count)
    guard status == .OK || status == .undecodable, let start = unsafe bytes else { return nil }
    let value = unsafe UnsafeRawBufferPointer(start: start, count: count)
    let text =
      status == .OK
      ? DecodedText(unsafe String(decoding: value, as: UTF8.self)) : DecodedText(undecodable: unsafe Array(value))
    return text.string.isEmpty ? nil : text
  }

  /// A value in ASCII (UI, CS, DA, AS): the text, or nothing where it has other characters.
  func plain(_ tag: DICOMTag) -> String? {
    guard let text = text(tag), text.isDecoded, text.string.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    return text.string
  }

  /// Value number `index` of a numeric element.
  /// - Returns: `nil` where it is absent.
  /// - Throws: ``IngestError/invalid(_:_:detail:)`` where it is no number, or not finite.
  func number(_ tag: DICOMTag, at index: UInt32 = 0) throws(IngestError) -> Double? {
    var value = 0.0
    switch unsafe dicom_number(handle, tag.group, tag.element, index, &value) {
    case .OK where value.isFinite: return value
    case .absent: return nil
    default: throw .invalid(subject, tag, detail: "is not a number")
    }
  }

  /// Whether the file is a DICOMDIR: it has a Directory Record Sequence (0004,1220).
  var isDirectory: Bool { unsafe dicom_has_items(handle, 0x0004, 0x1220) == .OK }

  /// What the Pixel Data element holds; `nil` where there is none, or it is empty.
  var pixelElement: DICOMPixelElement? {
    var element = DICOMPixelElement()
    return unsafe dicom_pixel_element(handle, &element) == .OK ? element : nil
  }

  /// Up to `count` bytes of the encapsulated pixel data from `offset` on, fragments joined; fewer at the end.
  func codestream(from offset: Int, count: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, copied in
      copied = 0
      guard count > 0, let start = buffer.baseAddress else { return }
      _ = unsafe dicom_codestream(handle, UInt64(offset), start, count, &copied)
    }
  }

  /// Decodes the only frame.
  /// - Parameter target: room for the samples, whose size the caller has checked against header and codestream.
  /// - Returns: what the decoder complained about; `nil` where the samples are right.
  func decode(into target: inout MutableRawSpan) -> String? {
    let (status, detail) = unsafe target.withUnsafeMutableBytes { bytes in
      unsafe Self.withDetail { unsafe dicom_decode(handle, bytes.baseAddress, bytes.count, $0, $1) }
    }
    guard status != .OK else { return nil }
    return detail.isEmpty ? "status \(status.rawValue)" : detail
  }

  private static func withDetail(
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

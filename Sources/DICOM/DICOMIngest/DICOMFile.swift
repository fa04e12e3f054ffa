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
  private let handle: OpaquePointer

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

  /// A text value as UTF-8, without the blanks round it; `nil` where it is absent, empty or no text.
  func text(_ tag: DICOMTag) -> DecodedText? { inFunctionalGroup(of: tag) { storedText(tag) } ?? storedText(tag) }

  private func storedText(_ tag: DICOMTag) -> DecodedText? {
    var bytes: UnsafePointer<CChar>?
    var count = 0
    let status = unsafe dicom_text(handle, tag.group, tag.element, &bytes, &count)
    guard status == .OK || status == .undecodable, let start = unsafe bytes else { return nil }
    let value = unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    let declared = status == .OK ? String(validating: value, as: UTF8.self) : nil
    let text =
      if let declared, value.allSatisfy({ $0 < 0x80 && $0 != 0x1B }) {
        DecodedText(declared)
      } else {
        foreignText(storedBytes(tag), asDeclared: declared)
      }
    return text.string.isEmpty ? nil : text
  }

  /// Text with characters outside ASCII, which the label of the file may describe wrongly.
  private func foreignText(_ bytes: [UInt8], asDeclared: String?) -> DecodedText {
    CharacterSetGuess.text(bytes, label: characterSet, asDeclared: asDeclared) { term in
      var text: UnsafePointer<CChar>?
      var count = 0
      let status = unsafe bytes.withUnsafeBytes { bytes in
        unsafe dicom_convert(handle, term, bytes.baseAddress, bytes.count, &text, &count)
      }
      guard status == .OK, let start = unsafe text else { return nil }
      return unsafe String(validating: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
  }

  /// The bytes of a text value as stored, padding included; empty where it is absent.
  func storedBytes(_ tag: DICOMTag) -> [UInt8] {
    var bytes: UnsafePointer<CChar>?
    var count = 0
    guard unsafe dicom_bytes(handle, tag.group, tag.element, &bytes, &count) == .OK, let start = unsafe bytes else {
      return []
    }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Specific Character Set (0008,0005) of the data set, as far as it is printable; empty where there is none.
  var characterSet: String {
    let label = unsafe String(cString: dicom_character_set(handle))
    return String(label.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0x7F }.prefix(128).map(Character.init))
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
    let grouped = try inFunctionalGroup(of: tag) { () throws(IngestError) in try storedNumber(tag, at: index) }
    return if let grouped { grouped } else { try storedNumber(tag, at: index) }
  }

  private func storedNumber(_ tag: DICOMTag, at index: UInt32) throws(IngestError) -> Double? {
    var value = 0.0
    switch unsafe dicom_number(handle, tag.group, tag.element, index, &value) {
    case .OK where value.isFinite: return value
    case .absent: return nil
    default: throw .invalid(subject, tag, detail: "is not a number")
    }
  }

  /// What `read` finds in the functional group of the current frame that `tag` belongs to: in the frame's own, else in the
  /// one that all frames share. A converted image may keep what fits no group in a group of its own. Source: DICOM PS3.3,
  /// C.7.6.16 and C.7.6.16.2.25.
  private func inFunctionalGroup<Value, Failure: Error>(
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

  /// Up to `count` bytes of the encapsulated pixel data from `offset` on, fragments joined; fewer at the end.
  func codestream(from offset: Int, count: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, copied in
      copied = 0
      guard count > 0, let start = buffer.baseAddress else { return }
      _ = unsafe dicom_codestream(handle, UInt64(offset), start, count, &copied)
    }
  }

  /// Decodes one frame.
  /// - Parameters:
  ///   - frame: its place, checked against the pixel data.
  ///   - target: room for the samples, whose size the caller has checked against header and codestream.
  /// - Returns: what the decoder complained about; `nil` where the samples are right.
  func decode(_ frame: FramePlace, into target: inout MutableRawSpan) -> String? {
    let (status, detail) = unsafe target.withUnsafeMutableBytes { bytes in
      unsafe Self.withDetail {
        unsafe dicom_decode(
          handle, UInt32(clamping: frame.index), UInt32(clamping: frame.fragment), bytes.baseAddress, bytes.count, $0,
          $1)
      }
    }
    guard status != .OK else { return nil }
    return detail.isEmpty ? "status \(status.rawValue)" : detail
  }

  /// The lengths of the fragments of encapsulated pixel data, in bytes.
  var fragmentLengths: [Int] { unsafe list { unsafe dicom_fragment_lengths(handle, $0, $1, $2) } }

  /// The Basic Offset Table of encapsulated pixel data; empty where the writer left it out.
  var offsetTable: [Int] { unsafe list { unsafe dicom_offset_table(handle, $0, $1, $2) } }

  /// The words of an element of 64-bit words; empty where it is absent. A number beyond `Int` is given as its largest.
  func longWords(_ tag: DICOMTag) -> [Int] {
    unsafe list { (target: UnsafeMutablePointer<UInt64>?, count, given) in
      unsafe dicom_long_words(handle, tag.group, tag.element, target, count, given)
    }
  }

  /// A list that the shim gives in two calls: first its length, then its values.
  private func list<Number: UnsignedInteger>(
    _ give: (UnsafeMutablePointer<Number>?, Int, UnsafeMutablePointer<Int>) -> DICOMStatus
  ) -> [Int] {
    var count = 0
    guard unsafe give(nil, 0, &count) == .OK else { return [] }
    var values = [Number](repeating: 0, count: count)
    let status = unsafe values.withUnsafeMutableBufferPointer { unsafe give($0.baseAddress, $0.count, &count) }
    return status == .OK ? values.prefix(count).map { Int(clamping: $0) } : []
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

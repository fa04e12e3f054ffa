import DICOMShim

/// Element values: text and numbers.
extension DICOMFile {
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
    CharacterSetGuess.text(bytes, label: characterSet, asDeclared: asDeclared) { bytes, term in
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
}

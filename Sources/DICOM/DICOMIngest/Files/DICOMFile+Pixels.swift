import DICOMShim

/// The Pixel Data element and what belongs to it.
extension DICOMFile {
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
}

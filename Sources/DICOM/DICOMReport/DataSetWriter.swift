import DICOMShim

/// A data set under construction in the shim. Used by one thread.
@safe struct DataSetWriter: ~Copyable {
  private let handle: OpaquePointer

  init() throws(DICOMWriteError) {
    var made: OpaquePointer?
    let status = unsafe dicom_writer_create(&made)
    guard status == .OK, let made = unsafe made else {
      throw status == .outOfMemory ? .outOfMemory : .encoding(detail: "DCMTK has not found its data dictionary")
    }
    unsafe handle = made
  }

  deinit { unsafe dicom_writer_free(handle) }

  func put(_ dataSet: DataSet) throws(DICOMWriteError) {
    for (attribute, value) in dataSet.sorted {
      switch value {
      case .text(let bytes):
        try check(attribute, put(attribute, text: bytes))
      case .numbers(let numbers):
        try check(attribute, put(attribute, numbers: numbers))
      case .items(let items):
        if items.isEmpty {
          try check(attribute, unsafe dicom_writer_empty_sequence(handle, attribute.group, attribute.element))
        }
        for item in items {
          try check(attribute, unsafe dicom_writer_begin_item(handle, attribute.group, attribute.element))
          try put(item)
          try check(attribute, unsafe dicom_writer_end_item(handle))
        }
      }
    }
  }

  private func put(_ attribute: Attribute, text bytes: [UInt8]) -> DICOMStatus {
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe dicom_writer_text(
        handle, attribute.group, attribute.element, attribute.vr,
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
  }

  private func put(_ attribute: Attribute, numbers: [Double]) -> DICOMStatus {
    unsafe dicom_writer_numbers(
      handle, attribute.group, attribute.element, attribute.vr, numbers, numbers.count)
  }

  func put<Sample: FixedWidthInteger & BitwiseCopyable>(samples: [Sample]) throws(DICOMWriteError) {
    let status = unsafe samples.withUnsafeBytes { buffer in
      unsafe dicom_writer_samples(handle, buffer.baseAddress, buffer.count, Int32(Sample.bitWidth))
    }
    guard status == .OK else { throw status == .outOfMemory ? .outOfMemory : .encoding(detail: "no samples") }
  }

  func put(fragments: [[UInt8]], syntax: String) throws(DICOMWriteError) {
    for fragment in fragments {
      let status = unsafe dicom_writer_fragment(handle, syntax, fragment, fragment.count)
      guard status == .OK else { throw .encoding(detail: "the transfer syntax \(syntax) has no fragments") }
    }
  }

  func save(to path: String, syntax: String, compression: DICOMObject.Compression) throws(DICOMWriteError) {
    var options = DICOMCompression(
      nearLossless: compression.nearLossless, quality: Int32(compression.quality),
      fragmentBytes: compression.fragmentBytes, writesOffsetTable: compression.writesOffsetTable ? 1 : 0)
    var detail = [CChar](repeating: 0, count: 256)
    let status = unsafe dicom_writer_save(handle, path, syntax, &options, &detail, detail.count)
    let text = String(decoding: detail.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    switch status {
    case .OK: return
    case .absent: throw .unsupportedSyntax(uid: syntax, detail: text)
    case .unreadable: throw .unwritable(path: path, detail: text)
    case .outOfMemory: throw .outOfMemory
    default: throw .encoding(detail: text)
    }
  }

  private func check(_ attribute: Attribute, _ status: DICOMStatus) throws(DICOMWriteError) {
    switch status {
    case .OK: return
    case .outOfMemory: throw .outOfMemory
    default: throw .element(group: attribute.group, element: attribute.element)
    }
  }
}

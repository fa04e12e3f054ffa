import DICOMCodecs
import StudyModel
import VolumeOperations

/// Makes Hounsfield units of the pixels of one file.
struct SliceLoader {
  let engine: VolumeEngine

  /// Decodes the slice of `header` and rescales it.
  /// - Parameter target: one value a pixel; all are written.
  /// - Throws: ``IngestError/changed(_:)`` where the file is not any more what was indexed; whatever else is wrong with its
  ///   pixel data. The file is open only during the call.
  func load(_ header: InstanceHeader, into target: inout MutableSpan<Int16>) throws(IngestError) {
    let (format, stored) = try decode(header)
    do throws(OperationError) {
      try stored.withSpan { words throws(OperationError) in
        try engine.rescale(
          stored: words,
          format: StoredFormat(bitsStored: format.bitsStored, highBit: format.highBit, isSigned: format.isSigned),
          slope: format.slope, intercept: format.intercept,
          padding: format.effectivePadding(isLossy: header.acquisition.isLossy),
          paddingValue: LoadedSeries.paddingValue, into: &target)
      }
    } catch { throw .operation(header.subject, error) }
  }

  /// The stored values, one 16-bit word a pixel. The file is checked again: it may have changed since it was indexed.
  private func decode(_ header: InstanceHeader) throws(IngestError) -> (PixelFormat, VoxelStorage<UInt16>) {
    var file = try DICOMFile(path: header.path)
    file.subject = header.subject
    if let damage = file.damage { throw damage }
    let format = try PixelFormat(file: file)
    let plane = try ImagePlane(file: file)
    guard try file.uid(.sopInstanceUID) == header.sopInstanceUID, file.transferSyntax == header.transferSyntax,
      format == header.pixels, plane == header.plane
    else { throw .changed(header.subject) }
    let check = try PixelDataCheck(file: file, format: format, syntax: header.transferSyntax)

    let stored = engine.arena.storage(of: UInt16.self, count: format.rows * format.columns)
    let complaint = stored.withMutableSpan { words in
      switch header.transferSyntax.coding {
      case .runLength, .jpegLS: Self.frame(file, coding: header.transferSyntax.coding, check, into: &words)
      case .native, .jpeg, .unsupported:
        check.bytesPerSample == 2
          ? Self.words(file, into: &words) : Self.bytes(file, format: format, into: &words)
      }
    }
    if let complaint { throw .corruptPixels(header.subject, detail: complaint) }
    return (format, stored)
  }

  private static func words(_ file: borrowing DICOMFile, into words: inout MutableSpan<UInt16>) -> String? {
    var bytes = unsafe words.mutableBytes
    return file.decode(into: &bytes)
  }

  /// Samples of one byte, in a buffer as large as the allocated bits ask for.
  private static func bytes(
    _ file: borrowing DICOMFile, format: PixelFormat, into words: inout MutableSpan<UInt16>
  ) -> String? {
    var samples = [UInt8](repeating: 0, count: format.byteCount + format.byteCount % 2)
    var span = samples.mutableSpan
    var bytes = unsafe span.mutableBytes
    if let complaint = file.decode(into: &bytes) { return complaint }
    for index in words.indices { words[index] = UInt16(samples[index]) }
    return nil
  }

  /// A frame that is decoded in Swift.
  private static func frame(
    _ file: borrowing DICOMFile, coding: TransferSyntax.Coding, _ check: PixelDataCheck,
    into words: inout MutableSpan<UInt16>
  ) -> String? {
    let stream = file.codestream(from: 0, count: check.length)
    do throws(CodecError) {
      if coding == .runLength {
        try RunLengthFrame(stream, bytesPerSample: check.bytesPerSample).decode(into: &words)
      } else {
        try JPEGLSFrame(stream).decode(into: &words)
      }
      return nil
    } catch { return error.detail }
  }
}

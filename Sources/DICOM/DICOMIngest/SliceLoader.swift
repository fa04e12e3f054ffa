import DICOMCodecs
import StudyModel
import VolumeOperations

/// Makes Hounsfield units of the pixels of one file.
struct SliceLoader {
  let engine: VolumeEngine

  /// Decodes frames of one file and rescales them. The file is checked again: it may have changed since it was indexed.
  /// - Parameters:
  ///   - header: the file, as it was indexed.
  ///   - frames: which of its frames, from 0.
  ///   - body: is given a function for each frame, in order, that writes its slice: one value a pixel, all of them. The
  ///     function throws what is wrong with the pixel data.
  /// - Throws: ``IngestError/changed(_:)`` where the file is not any more what was indexed. The file is open only during
  ///   the call.
  func load(
    _ header: InstanceHeader, frames: [Int],
    _ body: (_ frame: Int, _ write: (inout MutableSpan<Int16>) throws(IngestError) -> Void) -> Void
  ) throws(IngestError) {
    var file = try DICOMFile(path: header.path)
    file.subject = header.subject
    if let damage = file.damage { throw damage }
    guard try file.uid(.sopInstanceUID) == header.sopInstanceUID, file.transferSyntax == header.transferSyntax,
      let first = header.frames.first
    else { throw .changed(header.subject) }
    let check = try PixelDataCheck(
      file: file, format: first.pixels, syntax: header.transferSyntax, frames: header.frames.count)
    for frame in frames {
      file.frame = header.frames[frame].number == nil ? nil : frame
      let expected = header.frames[frame]
      guard try PixelFormat(file: file) == expected.pixels, try ImagePlane(file: file) == expected.plane else {
        throw .changed(header.subject)
      }
      body(frame) { (target) throws(IngestError) in
        try write(file, header, frame, check, into: &target)
      }
    }
  }

  private func write(
    _ file: borrowing DICOMFile, _ header: InstanceHeader, _ frame: Int, _ check: PixelDataCheck,
    into target: inout MutableSpan<Int16>
  ) throws(IngestError) {
    let format = header.frames[frame].pixels
    let place = check.places[frame]
    let coding = header.transferSyntax.coding
    let stored = engine.arena.storage(of: UInt16.self, count: format.rows * format.columns)
    let complaint = stored.withMutableSpan { words in
      switch coding {
      case .runLength, .jpegLS: Self.frame(file, coding: coding, place, check, into: &words)
      case .native, .jpeg, .unsupported:
        check.bytesPerSample == 2
          ? Self.words(file, place, into: &words) : Self.bytes(file, place, format: format, into: &words)
      }
    }
    if let complaint { throw .corruptPixels(header.subject, detail: complaint) }
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

  private static func words(
    _ file: borrowing DICOMFile, _ place: FramePlace, into words: inout MutableSpan<UInt16>
  ) -> String? {
    var bytes = unsafe words.mutableBytes
    return file.decode(place, into: &bytes)
  }

  /// Samples of one byte, in a buffer as large as the allocated bits ask for.
  private static func bytes(
    _ file: borrowing DICOMFile, _ place: FramePlace, format: PixelFormat, into words: inout MutableSpan<UInt16>
  ) -> String? {
    var samples = [UInt8](repeating: 0, count: format.byteCount + format.byteCount % 2)
    var span = samples.mutableSpan
    var bytes = unsafe span.mutableBytes
    if let complaint = file.decode(place, into: &bytes) { return complaint }
    for index in words.indices { words[index] = UInt16(samples[index]) }
    return nil
  }

  /// A frame that is decoded in Swift.
  private static func frame(
    _ file: borrowing DICOMFile, coding: TransferSyntax.Coding, _ place: FramePlace, _ check: PixelDataCheck,
    into words: inout MutableSpan<UInt16>
  ) -> String? {
    let stream = file.codestream(from: place.offset, count: place.length)
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

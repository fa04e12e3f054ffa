import DICOMCodecs
import VolumeOperations

extension SliceLoader {
  /// The stored values of a frame, one word a pixel.
  /// - Returns: what the decoder complained about; `nil` where the values are right.
  static func decode(
    _ file: borrowing DICOMFile, _ header: InstanceHeader, _ place: FramePlace, _ check: PixelDataCheck,
    into words: inout MutableSpan<UInt16>
  ) -> String? {
    let coding = header.transferSyntax.coding
    switch coding {
    case .runLength, .jpegLS: return frame(file, coding: coding, place, check, into: &words)
    case .jpeg(isLossy: false):
      // What is not the usual process with one component is left to DCMTK.
      if let frame = try? JPEGLosslessFrame(file.codestream(from: place.offset, count: place.length)) {
        return complaint { () throws(CodecError) in try frame.decode(into: &words) }
      }
    case .native, .jpeg, .unsupported: break
    }
    return check.bytesPerSample == 2
      ? Self.words(file, place, into: &words)
      : bytes(file, place, format: header.frames[place.index].pixels, into: &words)
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
    return complaint { () throws(CodecError) in
      if coding == .runLength {
        try RunLengthFrame(stream, bytesPerSample: check.bytesPerSample).decode(into: &words)
      } else {
        try JPEGLSFrame(stream).decode(into: &words)
      }
    }
  }

  private static func complaint(_ decode: () throws(CodecError) -> Void) -> String? {
    do throws(CodecError) {
      try decode()
      return nil
    } catch { return error.detail }
  }
}

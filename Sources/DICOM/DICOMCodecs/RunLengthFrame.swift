/// A frame in DICOM's run-length encoding: a header of 64 bytes, then one segment for each byte of a sample, the most
/// significant first. Source: DICOM PS3.5, annex G.
///
/// Decoded here and not by DCMTK, whose frame decoder trusts the offsets of the header and fills up what is missing.
public struct RunLengthFrame {
  private let bytes: [UInt8]
  private let segments: [Range<Int>]

  /// - Parameters:
  ///   - bytes: the whole frame, fragments joined.
  ///   - bytesPerSample: 1 or 2: the number of segments there have to be.
  public init(_ bytes: [UInt8], bytesPerSample: Int) throws(CodecError) {
    self.bytes = bytes
    segments = try Self.segments(of: bytes, bytesPerSample: bytesPerSample)
  }

  /// The places of the segments, checked against the length of the frame.
  /// - Parameter head: the first 64 bytes at least.
  /// - Parameter length: bytes of the frame; those of `head` where not given.
  public static func segments(
    of head: [UInt8], length: Int? = nil, bytesPerSample: Int
  ) throws(CodecError) -> [Range<Int>] {
    let length = length ?? head.count
    guard head.count >= 64 else { throw CodecError("the header is cut off") }
    let words = (0..<16).map { word in (0..<4).reduce(0) { $0 | Int(head[word * 4 + $1]) << ($1 * 8) } }
    guard words[0] == bytesPerSample else {
      throw CodecError("\(words[0]) segments for \(bytesPerSample) bytes a sample")
    }
    let bounds = words[1...bytesPerSample] + [length]
    for (start, end) in zip(bounds, bounds.dropFirst()) where start < 64 || start > end {
      throw CodecError("a segment lies outside the frame")
    }
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
  }

  /// Writes the samples.
  /// - Parameter samples: one word a pixel; each is written.
  /// - Throws: ``CodecError`` where a segment has too few or too many bytes for the pixels.
  public func decode(into samples: inout MutableSpan<UInt16>) throws(CodecError) {
    for (index, segment) in segments.enumerated() {
      try decode(segment, shift: UInt16(8 * (segments.count - 1 - index)), clearing: index == 0, into: &samples)
    }
  }

  private func decode(
    _ segment: Range<Int>, shift: UInt16, clearing: Bool, into samples: inout MutableSpan<UInt16>
  ) throws(CodecError) {
    let source = bytes.span
    var at = segment.lowerBound
    var pixel = 0
    while pixel < samples.count {
      guard at < segment.upperBound else { throw CodecError("a segment ends after \(pixel) pixels") }
      let code = Int(Int8(bitPattern: source[at]))
      at += 1
      guard code != -128 else { continue }
      let isRun = code < 0
      let count = isRun ? 1 - code : code + 1
      guard pixel + count <= samples.count, at + (isRun ? 1 : count) <= segment.upperBound else {
        throw CodecError("a segment does not end with the image")
      }
      for _ in 0..<count {
        let value = UInt16(source[at]) << shift
        samples[pixel] = clearing ? value : samples[pixel] | value
        pixel += 1
        if !isRun { at += 1 }
      }
      if isRun { at += 1 }
    }
  }
}

/// The marker segments of a JPEG or JPEG-LS stream, one after the other. Source: ITU-T T.81, B.1.1.
struct MarkerSegments {
  private let stream: [UInt8]
  /// Behind the segment read last.
  private(set) var offset = 2

  init(_ stream: [UInt8]) { self.stream = stream }

  /// The next marker, and what its segment holds behind the length.
  mutating func next() throws(CodecError) -> (marker: UInt8, body: [UInt8]) {
    guard stream.count >= 2, stream[0] == 0xFF, stream[1] == 0xD8 else { throw CodecError("no image begins here") }
    guard offset < stream.count, stream[offset] == 0xFF else { throw CodecError("no marker at byte \(offset)") }
    while offset < stream.count, stream[offset] == 0xFF { offset += 1 }
    guard offset + 2 < stream.count else { throw CodecError("the stream ends before its scan") }
    let marker = stream[offset]
    let size = Int(stream[offset + 1]) << 8 | Int(stream[offset + 2])
    guard size >= 2, offset + 1 + size <= stream.count else { throw CodecError("a segment ends outside the stream") }
    let body = Array(stream[offset + 3..<offset + 1 + size])
    offset += 1 + size
    return (marker, body)
  }
}

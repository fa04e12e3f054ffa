/// What a JPEG or JPEG-LS stream says of its image before the image begins.
struct CodestreamHeader: Equatable {
  enum Family: String {
    case jpeg = "JPEG"
    case jpegLS = "JPEG-LS"
  }

  let family: Family
  let rows: Int
  let columns: Int
  let components: Int
  /// Bits of a sample.
  let precision: Int

  struct Malformed: Error, Equatable { let detail: String }

  /// Walks the marker segments up to the frame header. Nothing is decoded, and nothing larger than a segment header is read.
  /// - Parameters:
  ///   - length: bytes of the stream.
  ///   - read: bytes of the stream from an offset on: as many as asked for, fewer at the end.
  /// - Throws: ``Malformed`` where there is no frame header before the image data.
  /// - Source: ITU-T T.81, annex B; T.87, annex C.
  init(length: Int, read: (_ offset: Int, _ count: Int) -> [UInt8]) throws(Malformed) {
    guard read(0, 2) == [0xFF, 0xD8] else { throw Malformed(detail: "the stream does not begin with a JPEG image") }
    var offset = 2
    for _ in 0..<Self.mostSegments {
      let head = read(offset, 10)
      guard head.count >= 4, head[0] == 0xFF else { throw Malformed(detail: "no marker at byte \(offset)") }
      if head[1] == 0xFF {  // a fill byte
        offset += 1
        continue
      }
      let size = Int(head[2]) << 8 | Int(head[3])
      guard size >= 2, offset + 2 + size <= length else { throw Malformed(detail: "a segment ends outside the stream") }
      if let family = Self.frameHeaders[head[1]] {
        guard size >= 8, head.count == 10 else { throw Malformed(detail: "the frame header is cut off") }
        self.family = family
        precision = Int(head[4])
        rows = Int(head[5]) << 8 | Int(head[6])
        columns = Int(head[7]) << 8 | Int(head[8])
        components = Int(head[9])
        return
      }
      guard head[1] != Self.startOfScan, head[1] != Self.endOfImage else { break }
      // DCMTK 3.6.7 steps over markers without a segment in another way, and over TEM (01) not at all: it stays there.
      guard Self.segments.contains(head[1]) else { throw Malformed(detail: "an unexpected marker at byte \(offset)") }
      offset += 2 + size
    }
    throw Malformed(detail: "no frame header before the image data")
  }

  private static let mostSegments = 4096
  /// What may stand before the frame header, each with a length: DHT, DAC, DQT to EXP, APP, LSE, COM.
  private static let segments: Set<UInt8> = Set([0xC4, 0xCC, 0xF8, 0xFE] + (0xDB...0xDF) + (0xE0...0xEF))
  private static let startOfScan: UInt8 = 0xDA
  private static let endOfImage: UInt8 = 0xD9

  /// The markers that begin a frame header: SOF0–SOF15 without DHT, JPG and DAC, and SOF55 of JPEG-LS.
  private static let frameHeaders: [UInt8: Family] = {
    var markers: [UInt8: Family] = [0xF7: .jpegLS]
    for marker: UInt8 in 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker) { markers[marker] = .jpeg }
    return markers
  }()
}

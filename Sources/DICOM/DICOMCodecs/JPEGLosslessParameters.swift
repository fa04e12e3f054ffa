/// What a stream of lossless JPEG says before its scan. Source: ITU-T T.81, annex B.
struct JPEGLosslessParameters {
  let rows: Int
  let columns: Int
  /// P: bits of a sample, 2 to 16.
  let precision: Int
  /// Ss: which neighbours predict a sample, 1 to 7.
  let predictor: Int
  /// Pt: bits that were cut off at the bottom.
  let pointTransform: Int
  let table: JPEGHuffmanTable
  /// The offset of the first byte of the scan.
  let scan: Int

  /// Reads the marker segments up to the scan.
  /// - Throws: ``CodecError`` for a stream of another process or of several components, and for one with restart intervals.
  init(_ stream: [UInt8]) throws(CodecError) {
    var segments = MarkerSegments(stream)
    var frame: (precision: Int, rows: Int, columns: Int)?
    var tables = [JPEGHuffmanTable?](repeating: nil, count: 4)
    while true {
      let (marker, body) = try segments.next()
      switch marker {
      case 0xC3:
        guard body.count == 9, body[5] == 1 else { throw CodecError("not one component") }
        frame = (Int(body[0]), Int(body[1]) << 8 | Int(body[2]), Int(body[3]) << 8 | Int(body[4]))
      case 0xC4: try Self.read(body, into: &tables)
      case 0xDD:
        guard body.count == 2, body[0] == 0, body[1] == 0 else { throw CodecError("restart intervals") }
      case 0xDA:
        guard let frame, (2...16).contains(frame.precision) else { throw CodecError("a scan without a frame header") }
        guard body.count == 6, body[0] == 1, (1...7).contains(body[3]), body[4] == 0, Int(body[5]) < frame.precision,
          let table = tables[Int(body[2] >> 4 & 3)]
        else { throw CodecError("a scan of another kind than one component with its table") }
        (precision, rows, columns) = frame
        predictor = Int(body[3])
        pointTransform = Int(body[5])
        self.table = table
        scan = segments.offset
        return
      case 0xC0...0xC2, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF, 0xD9, 0xF7: throw CodecError("no lossless JPEG scan")
      default: continue
      }
    }
  }

  /// The tables of one segment: of each a class and a number, 16 counts, and the values.
  private static func read(_ body: [UInt8], into tables: inout [JPEGHuffmanTable?]) throws(CodecError) {
    var rest = body[...]
    while let head = rest.popFirst() {
      let counts = rest.prefix(16)
      let values = rest.dropFirst(16).prefix(counts.reduce(0) { $0 + Int($1) })
      guard head < 4 else { throw CodecError("a Huffman table of another kind") }
      tables[Int(head)] = try JPEGHuffmanTable(counts: counts, values: values)
      rest = rest[values.endIndex...]
    }
  }
}

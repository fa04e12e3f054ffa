/// What a JPEG-LS stream says before its scan. Source: ITU-T T.87, annex C; names in capitals are the standard's.
struct JPEGLSParameters: Equatable {
  let rows: Int
  let columns: Int
  /// Bits of a sample, 2 to 16.
  let precision: Int
  /// NEAR: the largest error of a sample; 0 for lossless.
  let near: Int
  /// MAXVAL, T1, T2, T3, RESET.
  let presets: Presets
  /// The offset of the first byte of the scan.
  let scan: Int

  struct Presets: Equatable {
    var largest: Int
    var t1: Int
    var t2: Int
    var t3: Int
    var reset: Int
  }

  /// 2 · NEAR + 1: what one step of an error is worth.
  let step: Int
  /// RANGE: how many values an error can take.
  let range: Int
  /// qbpp: bits of an error that is written as it is.
  let errorBits: Int
  /// LIMIT: the longest code word.
  let longestCode: Int

  /// The bits that tell `count` values apart.
  private static func bits(for count: Int) -> Int { Int.bitWidth - (count - 1).leadingZeroBitCount }
}

extension JPEGLSParameters {
  /// Reads the marker segments up to the scan.
  /// - Throws: ``CodecError`` for a stream of another kind, of several components, or with restart intervals or point
  ///   transform, which no CT image has.
  init(_ stream: [UInt8]) throws(CodecError) {
    var segments = MarkerSegments(stream)
    var frame: (precision: Int, rows: Int, columns: Int)?
    var stored: Presets?
    while true {
      let (marker, body) = try segments.next()
      switch marker {
      case 0xF7:
        guard body.count == 9, body[5] == 1 else { throw CodecError("not one component") }
        frame = (Int(body[0]), Int(body[1]) << 8 | Int(body[2]), Int(body[3]) << 8 | Int(body[4]))
      case 0xF8:
        guard body.first == 1 else { throw CodecError("mapping tables or extended dimensions") }
        stored = try Self.presets(Array(body.dropFirst()))
      case 0xDD: throw CodecError("restart intervals")
      case 0xDA:
        guard let frame else { throw CodecError("a scan without a frame header") }
        guard body.count == 6, body[0] == 1, body[2] == 0, body[5] == 0 else {
          throw CodecError("a scan of another kind than one component, line by line")
        }
        try self.init(frame, near: Int(body[3]), stored: stored, scan: segments.offset)
        return
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF, 0xD9: throw CodecError("no JPEG-LS scan")
      default: continue
      }
    }
  }

  private init(
    _ frame: (precision: Int, rows: Int, columns: Int), near: Int, stored: Presets?, scan: Int
  ) throws(CodecError) {
    guard (2...16).contains(frame.precision) else { throw CodecError("\(frame.precision) bits a sample") }
    let full = (1 << frame.precision) - 1
    let largest = stored.map { $0.largest == 0 ? full : $0.largest } ?? full
    guard (1...full).contains(largest), near <= min(255, largest / 2) else {
      throw CodecError("largest value \(largest), error \(near)")
    }
    var presets = Self.defaults(largest: largest, near: near)
    if let stored {
      if stored.t1 != 0 { presets.t1 = stored.t1 }
      if stored.t2 != 0 { presets.t2 = stored.t2 }
      if stored.t3 != 0 { presets.t3 = stored.t3 }
      if stored.reset != 0 { presets.reset = stored.reset }
    }
    guard near < presets.t1, presets.t1 <= presets.t2, presets.t2 <= presets.t3, presets.t3 <= largest,
      (3...max(255, largest)).contains(presets.reset)
    else { throw CodecError("thresholds out of order") }
    (rows, columns, precision) = (frame.rows, frame.columns, frame.precision)
    self.near = near
    self.presets = presets
    self.scan = scan
    step = 2 * near + 1
    range = (largest + 2 * near) / step + 1
    errorBits = Self.bits(for: range)
    let bits = max(2, Self.bits(for: largest + 1))
    longestCode = 2 * (bits + max(8, bits))
  }

  private static func presets(_ body: [UInt8]) throws(CodecError) -> Presets {
    guard body.count == 10 else { throw CodecError("coding parameters cut off") }
    let words = (0..<5).map { Int(body[2 * $0]) << 8 | Int(body[2 * $0 + 1]) }
    return Presets(largest: words[0], t1: words[1], t2: words[2], t3: words[3], reset: words[4])
  }

  /// Source: T.87, C.2.4.1.1.1.
  private static func defaults(largest: Int, near: Int) -> Presets {
    func clamp(_ value: Int, from least: Int) -> Int { value > largest || value < least ? least : value }
    let t1: Int
    let t2: Int
    let t3: Int
    if largest >= 128 {
      let factor = (min(largest, 4095) + 128) / 256
      (t1, t2, t3) = (factor + 2 + 3 * near, factor * 4 + 3 + 5 * near, factor * 17 + 4 + 7 * near)
    } else {
      let factor = 256 / (largest + 1)
      (t1, t2, t3) = (max(2, 3 / factor + 3 * near), max(3, 7 / factor + 5 * near), max(4, 21 / factor + 7 * near))
    }
    let first = clamp(t1, from: near + 1)
    let second = clamp(t2, from: first)
    return Presets(largest: largest, t1: first, t2: second, t3: clamp(t3, from: second), reset: 64)
  }
}

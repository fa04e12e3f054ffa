/// A frame of one component in lossless JPEG with Huffman coding (process 14). Source: ITU-T T.81, annex H.
///
/// Decoded here and not by DCMTK for the time it takes.
public struct JPEGLosslessFrame {
  private let parameters: JPEGLosslessParameters
  private let bits: JPEGBits

  /// - Parameter stream: the whole frame, fragments joined.
  /// - Throws: ``CodecError`` where there is no scan that could be decoded here: one of another process, of several
  ///   components, or with restart intervals.
  public init(_ stream: [UInt8]) throws(CodecError) {
    parameters = try JPEGLosslessParameters(stream)
    bits = JPEGBits(stream, from: parameters.scan)
  }

  /// Decodes the frame.
  /// - Parameter samples: one word a pixel, rows from the top; all are written.
  /// - Throws: ``CodecError`` where the buffer has another size than the image, where no code word or no sample of the
  ///   declared bits is coded, and where the scan is shorter or longer than the image.
  public consuming func decode(into samples: inout MutableSpan<UInt16>) throws(CodecError) {
    let (rows, columns) = (parameters.rows, parameters.columns)
    guard columns > 0, samples.count == rows * columns else { throw CodecError("another size than the stream's") }
    let bitsOfSample = parameters.precision - parameters.pointTransform
    var row = [UInt16](repeating: UInt16(1) << UInt16(bitsOfSample - 1), count: columns)
    var line = row.mutableSpan
    var reader = Differences(bits: bits, table: parameters.table)
    for index in 0..<rows {
      let union = Self.decode(&line, predictor: index == 0 ? 1 : parameters.predictor, &reader)
      guard !reader.isDamaged, reader.bits.left >= 0, Int(union) >> bitsOfSample == 0 else {
        throw CodecError("the scan is damaged in row \(index)")
      }
      let start = index * columns
      let shift = UInt16(parameters.pointTransform)
      for column in 0..<columns { samples[start + column] = line[column] &<< shift }
    }
    guard reader.bits.left < 16 else { throw CodecError("the scan does not end with the image") }
  }

  /// Decodes one row over the one above it (H.1.2).
  /// - Returns: all bits that its samples have.
  private static func decode(
    _ line: inout MutableSpan<UInt16>, predictor: Int, _ reader: inout Differences
  ) -> UInt16 {
    switch predictor {
    case 1: row(&line, &reader) { left, _, _ in left }
    case 2: row(&line, &reader) { _, up, _ in up }
    case 3: row(&line, &reader) { _, _, upLeft in upLeft }
    case 4: row(&line, &reader) { left, up, upLeft in left &+ up &- upLeft }
    case 5: row(&line, &reader) { left, up, upLeft in left &+ (up &- upLeft) &>> 1 }
    case 6: row(&line, &reader) { left, up, upLeft in up &+ (left &- upLeft) &>> 1 }
    default: row(&line, &reader) { left, up, _ in (left &+ up) &>> 1 }
    }
  }

  /// The first sample is predicted by the one above, the others by Ra, Rb and Rc: left, above, above left.
  @inline(__always)
  private static func row(
    _ line: inout MutableSpan<UInt16>, _ shared: inout Differences,
    _ predict: (_ left: Int, _ up: Int, _ upLeft: Int) -> Int
  ) -> UInt16 {
    // A copy that nothing else can reach stays in registers.
    var reader = shared
    let table = shared.table
    let short = table.short.span
    var upLeft = Int(line[0])
    var value = UInt16(truncatingIfNeeded: upLeft &+ reader.next(short))
    var union = value
    line[0] = value
    for column in 1..<line.count {
      let up = Int(line[column])
      value = UInt16(truncatingIfNeeded: predict(Int(value), up, upLeft) &+ reader.next(short))
      union |= value
      line[column] = value
      upLeft = up
    }
    shared.bits = reader.bits
    shared.isDamaged = reader.isDamaged
    return union
  }
}

/// The differences between samples and their predictions, as the scan codes them (H.1.2.2).
private struct Differences {
  var bits: JPEGBits
  let table: JPEGHuffmanTable
  var isDamaged = false

  init(bits: JPEGBits, table: JPEGHuffmanTable) {
    self.bits = bits
    self.table = table
  }

  /// The next one: a code word for the number of its bits, then the bits.
  @inline(__always) mutating func next(_ short: Span<UInt16>) -> Int {
    bits.fill()
    let entry = Int(short[Int(truncatingIfNeeded: bits.cache &>> UInt64(64 - JPEGHuffmanTable.shortest))])
    guard entry != 0, entry & 255 < 16 else { return unusual() }
    return take(length: entry &>> 8, size: entry & 255)
  }

  @inline(__always) private mutating func take(length: Int, size: Int) -> Int {
    bits.drop(length)
    // Two shifts: one by 64 would be none.
    let value = Int(truncatingIfNeeded: (bits.cache &>> 1) &>> UInt64(truncatingIfNeeded: 63 &- size))
    bits.drop(size)
    // Without the top bit set the difference is negative.
    return value &- (((value &- (1 &<< size) &>> 1) &>> 63) & ((1 &<< size) &- 1))
  }

  /// A difference behind a long code word; or 32768, which has no bits of its own; or none at all.
  @inline(never) private mutating func unusual() -> Int {
    let entry = Int(table.short[Int(truncatingIfNeeded: bits.cache &>> UInt64(64 - JPEGHuffmanTable.shortest))])
    let (length, size) = entry != 0 ? (entry &>> 8, entry & 255) : table.long(bits.cache)
    guard length > 0, size <= 16 else {
      isDamaged = true
      return 0
    }
    if size < 16 { return take(length: length, size: size) }
    bits.drop(length)
    return 32768
  }
}

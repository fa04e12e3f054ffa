/// A frame of one component in lossless JPEG with Huffman coding (process 14). Source: ITU-T T.81, annex H.
///
/// Decoded here and not by DCMTK for the time it takes.
public struct JPEGLosslessFrame {
  private let parameters: JPEGLosslessParameters
  private var bits: JPEGBits
  private var isDamaged = false

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
    let columns = parameters.columns
    guard columns > 0, samples.count == parameters.rows * columns else {
      throw CodecError("another size than the stream's")
    }
    var above = [UInt16](repeating: 0, count: columns)
    var line = above.mutableSpan
    for row in 0..<parameters.rows {
      let union = decode(&line, isFirst: row == 0)
      guard !isDamaged, bits.left >= 0, Int(union) >> (parameters.precision - parameters.pointTransform) == 0 else {
        throw CodecError("the scan is damaged in row \(row)")
      }
      let start = row * columns
      let shift = UInt16(parameters.pointTransform)
      for column in 0..<columns { samples[start + column] = line[column] &<< shift }
    }
    guard bits.left < 16 else { throw CodecError("the scan does not end with the image") }
  }

  /// Decodes one row over the one above it (H.1.2).
  /// - Returns: all bits that its samples have.
  private mutating func decode(_ line: inout MutableSpan<UInt16>, isFirst: Bool) -> UInt16 {
    if isFirst {
      line[0] = UInt16(1) << UInt16(parameters.precision - parameters.pointTransform - 1)
      return row(&line) { left, _, _ in left }
    }
    return switch parameters.predictor {
    case 1: row(&line) { left, _, _ in left }
    case 2: row(&line) { _, up, _ in up }
    case 3: row(&line) { _, _, upLeft in upLeft }
    case 4: row(&line) { left, up, upLeft in left &+ up &- upLeft }
    case 5: row(&line) { left, up, upLeft in left &+ (up &- upLeft) &>> 1 }
    case 6: row(&line) { left, up, upLeft in up &+ (left &- upLeft) &>> 1 }
    default: row(&line) { left, up, _ in (left &+ up) &>> 1 }
    }
  }

  /// The first sample is predicted by the one above, the others by Ra, Rb and Rc: left, above, above left.
  @inline(__always)
  private mutating func row(
    _ line: inout MutableSpan<UInt16>, _ predict: (_ left: Int, _ up: Int, _ upLeft: Int) -> Int
  ) -> UInt16 {
    var upLeft = Int(line[0])
    var value = UInt16(truncatingIfNeeded: upLeft &+ difference())
    var union = value
    line[0] = value
    for column in 1..<line.count {
      let up = Int(line[column])
      value = UInt16(truncatingIfNeeded: predict(Int(value), up, upLeft) &+ difference())
      union |= value
      line[column] = value
      upLeft = up
    }
    return union
  }

  /// The next difference: a code word for the number of its bits, then the bits (H.1.2.2).
  @inline(__always) private mutating func difference() -> Int {
    bits.fill()
    let (length, size) = parameters.table.look(bits.cache)
    guard length > 0, size < 16 else { return unusual(length: length, size: size) }
    bits.drop(length)
    // Two shifts: one by 64 would be none.
    let value = Int(truncatingIfNeeded: (bits.cache &>> 1) &>> UInt64(truncatingIfNeeded: 63 &- size))
    bits.drop(size)
    // Without the top bit set the difference is negative.
    return value &- (((value &- (1 &<< size) &>> 1) &>> 63) & ((1 &<< size) &- 1))
  }

  /// A difference of 32768, which has no bits of its own, or none at all.
  @inline(never) private mutating func unusual(length: Int, size: Int) -> Int {
    bits.drop(length)
    if length == 0 || size > 16 { isDamaged = true }
    return 32768
  }
}

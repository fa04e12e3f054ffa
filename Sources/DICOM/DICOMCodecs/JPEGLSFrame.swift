/// A frame of one component in JPEG-LS, lossless or near-lossless. Source: ITU-T T.87, annex A.
///
/// Decoded here and not by DCMTK, whose decoder ends the process by an assertion for some damaged streams.
public struct JPEGLSFrame {
  private let parameters: JPEGLSParameters
  private var bits: JPEGLSBits
  private var contexts: InlineArray<365, JPEGLSContext>
  private var runContexts: [JPEGLSRunContext]
  /// RUNindex.
  private var runIndex = 0
  private var isDamaged = false

  /// Rows of the image, as the stream says; and columns.
  public var rows: Int { parameters.rows }
  public var columns: Int { parameters.columns }

  /// - Parameter stream: the whole frame, fragments joined.
  /// - Throws: ``CodecError`` where there is no scan that could be decoded.
  public init(_ stream: [UInt8]) throws(CodecError) {
    parameters = try JPEGLSParameters(stream)
    bits = JPEGLSBits(stream, from: parameters.scan)
    contexts = InlineArray(repeating: JPEGLSContext(range: parameters.range))
    runContexts = (0...1).map { [parameters] in JPEGLSRunContext(range: parameters.range, type: $0) }
  }

  /// Decodes the frame.
  /// - Parameter samples: one word a pixel, rows from the top; all are written.
  /// - Throws: ``CodecError`` where the buffer has another size than the image, where an error is coded that no image has,
  ///   and where the scan is shorter or longer than the image.
  public consuming func decode(into samples: inout MutableSpan<UInt16>) throws(CodecError) {
    guard columns > 0, samples.count == rows * columns else { throw CodecError("another size than the stream's") }
    var row = [UInt16](repeating: 0, count: columns)
    var line = row.mutableSpan
    var corner = 0
    for index in 0..<rows {
      corner = decode(&line, corner: corner)
      guard !isDamaged, !bits.isExhausted else { throw CodecError("the scan is damaged in row \(index)") }
      let start = index * columns
      for column in 0..<columns { samples[start + column] = line[column] }
    }
    guard !bits.hasMore() else { throw CodecError("the scan does not end with the image") }
  }

  /// Decodes one row over the one above it.
  /// - Parameter corner: the first sample of the row two above: what lies to the left of the row above.
  /// - Returns: the corner of the next row.
  private mutating func decode(_ line: inout MutableSpan<UInt16>, corner: Int) -> Int {
    let (near, t1, t2, t3) = (parameters.near, parameters.presets.t1, parameters.presets.t2, parameters.presets.t3)
    @inline(__always) func quantise(_ difference: Int) -> Int {
      let size = abs(difference)
      let level = (size > near ? 1 : 0) &+ (size >= t1 ? 1 : 0) &+ (size >= t2 ? 1 : 0) &+ (size >= t3 ? 1 : 0)
      let sign = difference &>> 63
      return (level ^ sign) &- sign
    }
    let above = Int(line[0])
    // Ra, Rb, Rc: left, above, above left.
    var (left, up, upLeft) = (above, above, corner)
    var upGradient = quantise(up &- upLeft)
    var column = 0
    while column < line.count {
      // Rd: above right.
      let upRight = column &+ 1 < line.count ? Int(line[column &+ 1]) : up
      let rightGradient = quantise(upRight &- up)
      let context = 81 &* rightGradient &+ 9 &* upGradient &+ quantise(upLeft &- left)
      if context != 0 {
        left = regular(context, left: left, up: up, upLeft: upLeft)
        line[column] = UInt16(truncatingIfNeeded: left)
        (upLeft, up, upGradient) = (up, upRight, rightGradient)
        column &+= 1
      } else {
        column = run(&line, from: column, value: left, corner: &upLeft)
        guard column < line.count else { break }
        left = Int(line[column &- 1])
        up = Int(line[column])
        upGradient = quantise(up &- upLeft)
      }
    }
    return above
  }

  /// One sample in regular mode (A.3 to A.6).
  @inline(__always)
  private mutating func regular(_ signed: Int, left: Int, up: Int, upLeft: Int) -> Int {
    let sign = signed &>> 63
    let index = (signed ^ sign) &- sign
    var context = contexts[index]
    let suffix = context.suffix
    let mapped = code(suffix: suffix, longest: parameters.longestCode)
    var error = (mapped &>> 1) ^ (0 &- (mapped & 1))
    // In a context that errs low the order of the errors is turned round.
    if suffix == 0, parameters.near == 0, 2 &* context.bias <= 0 &- context.seen { error = ~error }
    // The median edge detector, without its branches.
    let (low, high) = (min(left, up), max(left, up))
    let edge = max(low, min(high, left &+ up &- upLeft))
    let correction = (context.correction ^ sign) &- sign
    let prediction = min(max(edge &+ correction, 0), parameters.presets.largest)
    context.learn(error, step: parameters.step, reset: parameters.presets.reset)
    contexts[index] = context
    return sample(prediction, (error ^ sign) &- sign)
  }

  /// A run of equal samples, and the sample that ends it unless the row does (A.7).
  /// - Parameter corner: receives the sample above the last one decoded.
  /// - Returns: the column behind what was decoded.
  private mutating func run(_ line: inout MutableSpan<UInt16>, from start: Int, value: Int, corner: inout Int) -> Int {
    var column = start
    let sampleValue = UInt16(truncatingIfNeeded: value)
    while bits.bits(1) == 1 {
      let length = 1 << Self.runLengths[runIndex]
      let end = min(column + length, line.count)
      for index in column..<end { line[index] = sampleValue }
      if end - column == length { runIndex = min(runIndex + 1, 31) }
      column = end
      if column == line.count { return column }
    }
    let rest = bits.bits(Self.runLengths[runIndex])
    guard rest < line.count - column else {
      isDamaged = true
      return line.count
    }
    for index in column..<column + rest { line[index] = sampleValue }
    column += rest

    let up = Int(line[column])
    let type = abs(value - up) <= parameters.near ? 1 : 0
    let suffix = runContexts[type].suffix
    let mapped = code(suffix: suffix, longest: parameters.longestCode - Self.runLengths[runIndex] - 1)
    let error = runContexts[type].error(mapped: mapped, suffix: suffix)
    runContexts[type].learn(error, mapped: mapped, reset: parameters.presets.reset)
    let isTurned = type == 0 && value > up
    line[column] = UInt16(truncatingIfNeeded: sample(type == 1 ? value : up, isTurned ? -error : error))
    runIndex = max(runIndex - 1, 0)
    corner = up
    return column + 1
  }

  /// A limited-length Golomb code word (A.5.3): the mapped error. An error that no image has is damage.
  @inline(__always) private mutating func code(suffix: Int, longest: Int) -> Int {
    let escape = longest &- parameters.errorBits &- 1
    let zeros = bits.zeros(atMost: escape)
    let mapped =
      zeros < escape ? zeros &<< suffix | bits.bits(suffix) : bits.bits(parameters.errorBits) &+ 1
    guard zeros <= escape, mapped <= parameters.range else {
      isDamaged = true
      return 0
    }
    return mapped
  }

  /// The sample that lies an error away from its prediction, around the range where it must (A.4.5, A.8).
  @inline(__always) private func sample(_ prediction: Int, _ error: Int) -> Int {
    let (near, largest) = (parameters.near, parameters.presets.largest)
    let step = parameters.step
    var value = prediction &+ error &* step
    if value < 0 &- near {
      value &+= parameters.range &* step
    } else if value > largest &+ near {
      value &-= parameters.range &* step
    }
    return min(max(value, 0), largest)
  }

  /// J.
  private static let runLengths = [
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  ]
}

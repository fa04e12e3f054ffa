/// An encoder of lossless JPEG in the plainest code, for streams of awkward sizes and settings. Written from ITU-T T.81,
/// annexes B, C and H, apart from the decoder.
struct JPEGLosslessEncoder {
  var precision = 12
  var predictor = 1
  var pointTransform = 0
  /// How many code words there are of each length; the values are 0 to 16 in this order. Short and long ones.
  var counts: [UInt8] = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3]

  private var bits: [Bool] = []

  init(precision: Int = 12, predictor: Int = 1, pointTransform: Int = 0) {
    (self.precision, self.predictor, self.pointTransform) = (precision, predictor, pointTransform)
  }

  mutating func encode(_ samples: [Int], columns: Int) -> [UInt8] {
    bits = []
    let rows = samples.count / columns
    let x = samples.map { $0 >> pointTransform }
    for row in 0..<rows {
      for column in 0..<columns {
        let at = row * columns + column
        write(difference: x[at] - prediction(x, row, column, columns))
      }
    }
    while bits.count % 8 != 0 { bits.append(true) }
    var scan: [UInt8] = []
    for start in stride(from: 0, to: bits.count, by: 8) {
      let byte = bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
      scan += byte == 0xFF ? [0xFF, 0] : [byte]
    }
    return [0xFF, 0xD8]
      + segment(0xC3, [UInt8(precision)] + word(rows) + word(columns) + [1, 1, 0x11, 0])
      + segment(0xC4, [0] + counts + (0...16).map { UInt8($0) })
      + segment(0xDA, [1, 1, 0, UInt8(predictor), 0, UInt8(pointTransform)]) + scan + [0xFF, 0xD9]
  }

  private func prediction(_ x: [Int], _ row: Int, _ column: Int, _ columns: Int) -> Int {
    let at = row * columns + column
    if row == 0, column == 0 { return 1 << (precision - pointTransform - 1) }
    if row == 0 { return x[at - 1] }
    if column == 0 { return x[at - columns] }
    let (a, b, c) = (x[at - 1], x[at - columns], x[at - columns - 1])
    switch predictor {
    case 1: return a
    case 2: return b
    case 3: return c
    case 4: return a + b - c
    case 5: return a + ((b - c) >> 1)
    case 6: return b + ((a - c) >> 1)
    default: return (a + b) / 2
    }
  }

  private mutating func write(difference: Int) {
    // Modulo 65536, in -32767 … 32768.
    var error = difference & 0xFFFF
    if error > 32768 { error -= 65536 }
    let size = error == 0 ? 0 : Int.bitWidth - abs(error).leadingZeroBitCount
    var code = 0
    var value = 0
    for length in 1...16 {
      for _ in 0..<counts[length - 1] {
        if value == size { append(code, length) }
        code += 1
        value += 1
      }
      code <<= 1
    }
    if size < 16 { append(error > 0 ? error : error + (1 << size) - 1, size) }
  }

  private mutating func append(_ value: Int, _ width: Int) {
    for bit in (0..<width).reversed() { bits.append(value >> bit & 1 == 1) }
  }

  private func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] { [0xFF, marker] + word(body.count + 2) + body }

  private func word(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }
}

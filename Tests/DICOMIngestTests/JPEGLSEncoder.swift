/// A JPEG-LS encoder in the plainest code, for streams of awkward sizes and settings. Written from ITU-T T.87, annex A, apart
/// from the decoder, and held to another encoder's streams by a test; names are the standard's.
struct JPEGLSEncoder {
  var precision = 12
  var near = 0
  /// MAXVAL, T1, T2, T3, RESET; `nil` for the defaults of `precision` and `near`, which the stream then does not write.
  var presets: (maxval: Int, t1: Int, t2: Int, t3: Int, reset: Int)?

  private var bits: [Bool] = []
  private var (a, b, c, n) = ([Int](), [Int](), [Int](), [Int]())
  private var negative = [0, 0]
  private var runIndex = 0
  private var (range, qbpp, limit, maxval, reset) = (0, 0, 0, 0, 0)
  private var thresholds: [Int] = []

  init(precision: Int = 12, near: Int = 0, presets: (maxval: Int, t1: Int, t2: Int, t3: Int, reset: Int)? = nil) {
    (self.precision, self.near, self.presets) = (precision, near, presets)
  }

  private static let j = [
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  ]

  mutating func encode(_ samples: [Int], columns: Int) -> [UInt8] {
    start()
    let rows = samples.count / columns
    // Reconstructed values; with a row of zeros above and the borders that the standard asks for.
    var r = [[Int]](repeating: [Int](repeating: 0, count: columns), count: rows + 1)
    func rebuilt(_ y: Int, _ x: Int) -> Int {
      if x < 0 { return y > 0 ? r[y - 1][0] : 0 }
      return r[y][min(x, columns - 1)]
    }
    for y in 1...max(rows, 1) where rows > 0 {
      var x = 0
      while x < columns {
        let (ra, rb, rc, rd) = (rebuilt(y, x - 1), rebuilt(y - 1, x), rebuilt(y - 1, x - 1), rebuilt(y - 1, x + 1))
        let gradients = [rd - rb, rb - rc, rc - ra].map(quantise)
        if gradients != [0, 0, 0] {
          r[y][x] = regular(samples[(y - 1) * columns + x], gradients, ra, rb, rc)
          x += 1
          continue
        }
        var length = 0
        while x < columns, abs(samples[(y - 1) * columns + x] - ra) <= near {
          r[y][x] = ra
          length += 1
          x += 1
        }
        writeRun(length, endsRow: x == columns)
        if x < columns {
          r[y][x] = interruption(samples[(y - 1) * columns + x], ra, rebuilt(y - 1, x))
          x += 1
        }
      }
    }
    return stream(rows: rows, columns: columns)
  }

  private mutating func start() {
    maxval = presets?.maxval ?? (1 << precision) - 1
    reset = presets?.reset ?? 64
    let factor = (min(maxval, 4095) + 128) / 256
    let clamp = { [maxval] (value: Int, least: Int) in value > maxval || value < least ? least : value }
    let small = maxval < 128 ? 256 / (maxval + 1) : 0
    let basic =
      maxval >= 128
      ? [factor + 2 + 3 * near, 4 * factor + 3 + 5 * near, 17 * factor + 4 + 7 * near]
      : [max(2, 3 / small + 3 * near), max(3, 7 / small + 5 * near), max(4, 21 / small + 7 * near)]
    let t1 = clamp(basic[0], near + 1)
    let t2 = clamp(basic[1], t1)
    thresholds = presets.map { [$0.t1, $0.t2, $0.t3] } ?? [t1, t2, clamp(basic[2], t2)]
    range = (maxval + 2 * near) / (2 * near + 1) + 1
    qbpp = (1...17).first { 1 << $0 >= range } ?? 0
    let bpp = max(2, (1...17).first { 1 << $0 >= maxval + 1 } ?? 0)
    limit = 2 * (bpp + max(8, bpp))
    bits = []
    a = [Int](repeating: max(2, (range + 32) / 64), count: 367)
    (b, c, n) = ([Int](repeating: 0, count: 365), [Int](repeating: 0, count: 365), [Int](repeating: 1, count: 367))
    (negative, runIndex) = ([0, 0], 0)
  }

  private func quantise(_ d: Int) -> Int {
    let size = abs(d)
    let level = size <= near ? 0 : size < thresholds[0] ? 1 : size < thresholds[1] ? 2 : size < thresholds[2] ? 3 : 4
    return d < 0 ? -level : level
  }

  private mutating func regular(_ sample: Int, _ q: [Int], _ ra: Int, _ rb: Int, _ rc: Int) -> Int {
    let signed = 81 * q[0] + 9 * q[1] + q[2]
    let (sign, q) = (signed < 0 ? -1 : 1, abs(signed))
    var px = rc >= max(ra, rb) ? min(ra, rb) : rc <= min(ra, rb) ? max(ra, rb) : ra + rb - rc
    px = min(max(px + sign * c[q], 0), maxval)
    let (error, rebuilt) = quantised(sign * (sample - px), px, sign)
    var k = 0
    while n[q] << k < a[q] { k += 1 }
    if near == 0, k == 0, 2 * b[q] <= -n[q] {
      golomb(error >= 0 ? 2 * error + 1 : -2 * (error + 1), k, limit)
    } else {
      golomb(error >= 0 ? 2 * error : -2 * error - 1, k, limit)
    }
    b[q] += error * (2 * near + 1)
    a[q] += abs(error)
    if n[q] == reset {
      a[q] >>= 1
      b[q] = b[q] >= 0 ? b[q] >> 1 : -((1 - b[q]) >> 1)
      n[q] >>= 1
    }
    n[q] += 1
    if b[q] <= -n[q] {
      b[q] += n[q]
      if c[q] > -128 { c[q] -= 1 }
      if b[q] <= -n[q] { b[q] = -n[q] + 1 }
    } else if b[q] > 0 {
      b[q] -= n[q]
      if c[q] < 127 { c[q] += 1 }
      if b[q] > 0 { b[q] = 0 }
    }
    return rebuilt
  }

  /// The error in steps, brought into the range, and the sample as the decoder will see it.
  private func quantised(_ difference: Int, _ px: Int, _ sign: Int) -> (error: Int, rebuilt: Int) {
    let step = 2 * near + 1
    var error = difference > 0 ? (difference + near) / step : -((near - difference) / step)
    let rebuilt = min(max(px + sign * error * step, 0), maxval)
    if error < 0 { error += range }
    if error >= (range + 1) / 2 { error -= range }
    return (error, rebuilt)
  }

  private mutating func writeRun(_ length: Int, endsRow: Bool) {
    var left = length
    while left >= 1 << Self.j[runIndex] {
      bits.append(true)
      left -= 1 << Self.j[runIndex]
      if runIndex < 31 { runIndex += 1 }
    }
    if endsRow {
      if left > 0 { bits.append(true) }
    } else {
      bits.append(false)
      write(left, Self.j[runIndex])
    }
  }

  private mutating func interruption(_ sample: Int, _ ra: Int, _ rb: Int) -> Int {
    let type = abs(ra - rb) <= near ? 1 : 0
    let px = type == 1 ? ra : rb
    let sign = type == 0 && ra > rb ? -1 : 1
    let (error, rebuilt) = quantised(sign * (sample - px), px, sign)
    let q = 365 + type
    let temp = type == 0 ? a[365] : a[366] + n[366] >> 1
    var k = 0
    while n[q] << k < temp { k += 1 }
    let map =
      k == 0 && error > 0 && 2 * negative[type] < n[q] || error < 0 && 2 * negative[type] >= n[q] || error < 0 && k != 0
    let mapped = 2 * abs(error) - type - (map ? 1 : 0)
    golomb(mapped, k, limit - Self.j[runIndex] - 1)
    if error < 0 { negative[type] += 1 }
    a[q] += (mapped + 1 - type) >> 1
    if n[q] == reset {
      a[q] >>= 1
      n[q] >>= 1
      negative[type] >>= 1
    }
    n[q] += 1
    if runIndex > 0 { runIndex -= 1 }
    return rebuilt
  }

  private mutating func golomb(_ value: Int, _ k: Int, _ limit: Int) {
    let isShort = value >> k < limit - qbpp - 1
    bits += [Bool](repeating: false, count: isShort ? value >> k : limit - qbpp - 1) + [true]
    write(isShort ? value & (1 << k - 1) : value - 1, isShort ? k : qbpp)
  }

  private mutating func write(_ value: Int, _ width: Int) {
    for bit in (0..<width).reversed() { bits.append(value >> bit & 1 == 1) }
  }

  private func stream(rows: Int, columns: Int) -> [UInt8] {
    func word(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 255)] }
    var bytes: [UInt8] =
      [0xFF, 0xD8, 0xFF, 0xF7, 0, 11, UInt8(precision)] + word(rows) + word(columns) + [1, 1, 0x11, 0]
    if let presets {
      bytes += [0xFF, 0xF8, 0, 13, 1]
      bytes += [presets.maxval, presets.t1, presets.t2, presets.t3, presets.reset].flatMap(word)
    }
    return bytes + [0xFF, 0xDA, 0, 8, 1, 1, 0, UInt8(near), 0, 0] + scan + [0xFF, 0xD9]
  }

  /// The bits in bytes, a zero bit stuffed behind each byte of ones, the last byte filled with zeros.
  private var scan: [UInt8] {
    var bytes: [UInt8] = []
    var (byte, free) = (0, 8)
    for bit in bits {
      free -= 1
      if bit { byte |= 1 << free }
      if free == 0 {
        bytes.append(UInt8(byte))
        (byte, free) = (0, byte == 255 ? 7 : 8)
      }
    }
    return free == 8 ? bytes : bytes + [UInt8(byte)]
  }
}

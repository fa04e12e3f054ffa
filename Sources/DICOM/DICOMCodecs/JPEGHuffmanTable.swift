/// The code words of one Huffman table, by their bits. Source: ITU-T T.81, annex C and F.2.2.3.
struct JPEGHuffmanTable {
  /// By the next ten bits: the length of the code word in the upper byte, its value in the lower; 0 where it is longer.
  private(set) var short = [UInt16](repeating: 0, count: 1024)
  /// By length: the last code word, or -1 where there is none, and the place of its value less the code word.
  private var last = [Int](repeating: -1, count: 17)
  private var place = [Int](repeating: 0, count: 17)
  private var values: [UInt8]

  /// Bits by which the short code words are looked up.
  static let shortest = 10

  /// - Parameters:
  ///   - counts: how many code words there are of each length from 1 to 16 bits.
  ///   - values: what they stand for, shortest first.
  /// - Throws: ``CodecError`` where there are more code words than a length can tell apart, or other values than lengths.
  init(counts: some Collection<UInt8>, values: some Collection<UInt8>) throws(CodecError) {
    guard counts.count == 16, values.count <= 256, counts.reduce(0, { $0 + Int($1) }) == values.count else {
      throw CodecError("a Huffman table is cut off")
    }
    self.values = Array(values)
    var code = 0
    var index = 0
    for (length, count) in zip(1...16, counts) {
      guard code + Int(count) <= 1 << length else { throw CodecError("a Huffman table has too many code words") }
      place[length] = index - code
      for _ in 0..<count {
        fill(code, length: length, value: self.values[index])
        code += 1
        index += 1
      }
      if count > 0 { last[length] = code - 1 }
      code <<= 1
    }
  }

  private mutating func fill(_ code: Int, length: Int, value: UInt8) {
    guard length <= Self.shortest else { return }
    let first = code << (Self.shortest - length)
    for index in first..<first + (1 << (Self.shortest - length)) { short[index] = UInt16(length) << 8 | UInt16(value) }
  }

  /// A code word longer than those of ``short`` at the top of `bits`: its length and value; length 0 where none begins so.
  @inline(never) func long(_ bits: UInt64) -> (length: Int, value: Int) {
    for length in Self.shortest + 1...16 {
      let code = Int(bits >> UInt64(64 - length))
      if code <= last[length] { return (length, Int(values[place[length] + code])) }
    }
    return (0, 0)
  }
}

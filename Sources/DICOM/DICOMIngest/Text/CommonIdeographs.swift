/// The ideographs that most Chinese text is made of, for telling which of two readings of the same bytes is likelier.
struct CommonIdeographs {
  private let scalars: Set<Unicode.Scalar>

  /// - Parameter read: reads bytes in GB18030; where that fails, no ideograph is common.
  /// - Source: GB 2312, level 1: 3755 ideographs in the rows 0xB0 to 0xD7, the last of them up to 0xF9.
  init(read: ([UInt8]) -> String?) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * 3760)
    for lead in UInt8(0xB0)...0xD7 {
      for trail in UInt8(0xA1)...(lead == 0xD7 ? 0xF9 : 0xFE) { bytes += [lead, trail] }
    }
    scalars = Set((read(bytes) ?? "").unicodeScalars)
  }

  /// The share of the characters outside ASCII that are common, 0 … 1; 0 where there are none.
  func share(of text: String) -> Double {
    let foreign = text.unicodeScalars.filter { $0.value >= 0x80 }
    return foreign.isEmpty ? 0 : Double(foreign.count { scalars.contains($0) }) / Double(foreign.count)
  }
}

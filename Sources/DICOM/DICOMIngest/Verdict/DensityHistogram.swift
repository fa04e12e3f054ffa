/// Voxels counted by density, in bins of 5 HU.
struct DensityHistogram: Equatable, Sendable {
  private(set) var count = 0
  private(set) var lowest = Int16.max
  private(set) var highest = Int16.min
  private var bins = [Int](repeating: 0, count: binCount)

  private static let width = 5
  private static let first = -1300
  private static let binCount = 400

  mutating func add(_ value: Int16) {
    count += 1
    lowest = min(lowest, value)
    highest = max(highest, value)
    bins[Self.bin(Int(value))] += 1
  }

  mutating func add(_ other: DensityHistogram) {
    count += other.count
    lowest = min(lowest, other.lowest)
    highest = max(highest, other.highest)
    for index in bins.indices { bins[index] += other.bins[index] }
  }

  /// The share of the voxels within a range of whole bins, in HU; values beyond the bins count to the outermost.
  func share(of range: Range<Int>) -> Double {
    count == 0 ? 0 : Double(number(in: range)) / Double(count)
  }

  /// The density that is met most within a range, in HU: middle of the fullest run of five bins; `nil` where the range
  /// holds nothing.
  func mode(in range: Range<Int>) -> Int? {
    let places = Self.bin(range.lowerBound)..<Self.bin(range.upperBound)
    guard places.count >= 5, number(in: range) > 0 else { return nil }
    var best = (sum: -1, middle: 0)
    for middle in places.lowerBound + 2..<places.upperBound - 2 {
      let sum = bins[middle - 2...middle + 2].reduce(0, +)
      if sum > best.sum { best = (sum, middle) }
    }
    return Self.first + best.middle * Self.width + Self.width / 2
  }

  private func number(in range: Range<Int>) -> Int {
    bins[Self.bin(range.lowerBound)..<Self.bin(range.upperBound)].reduce(0, +)
  }

  private static func bin(_ value: Int) -> Int { min(max((value - first) / width, 0), binCount - 1) }
}

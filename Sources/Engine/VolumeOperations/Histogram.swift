/// How often each value occurs among voxels.
public struct Histogram: Equatable, Sendable {
  /// One a value, from -32,768 on.
  private let counts: [Int]
  /// Voxels.
  public let count: Int

  /// - Precondition: 65,536 counts.
  init(counts: [Int]) {
    precondition(counts.count == 65536, "every value has a count")
    self.counts = counts
    count = counts.reduce(0, +)
  }

  /// The least and the greatest value that occurs; `nil` without voxels.
  public var lowest: Int16? { counts.firstIndex { $0 > 0 }.map(Self.value) }
  public var highest: Int16? { counts.lastIndex { $0 > 0 }.map(Self.value) }

  /// The voxels whose value lies within a range.
  public func number(in range: Range<Int>) -> Int {
    let inside = range.clamped(to: -32768..<32768)
    return counts[inside.lowerBound + 32768..<inside.upperBound + 32768].reduce(0, +)
  }

  /// The share of the voxels whose value lies within a range; 0 without voxels.
  public func share(of range: Range<Int>) -> Double {
    count == 0 ? 0 : Double(number(in: range)) / Double(count)
  }

  /// The least value that at least this share of the voxels does not exceed; `nil` without voxels.
  /// - Parameter share: 0 to 1, held within; 0 gives the lowest value.
  public func percentile(_ share: Double) -> Int16? {
    // A millionth of a voxel is forgiven, so that products that should be whole are.
    let wanted = max(1, (min(max(share, 0), 1) * Double(count) - 1e-6).rounded(.up))
    var sum = 0
    for (index, number) in counts.enumerated() where number > 0 {
      sum += number
      if Double(sum) >= wanted { return Self.value(index) }
    }
    return nil
  }

  private static func value(_ index: Int) -> Int16 { Int16(index - 32768) }
}

/// One group of slices, or several that were put together, and what all of them say.
struct PhaseBin {
  private(set) var indices: [Int]
  /// The groups that were put together.
  private(set) var groups: [[Int]]
  /// Numbers of positions.
  private(set) var places: Set<Int>
  private var voltages: Set<Double?>
  private var agents: Set<String?>
  private(set) var descriptions: Set<String?>
  /// Acquisition times, in seconds of the day; `nil` where none can be read.
  private(set) var seconds: ClosedRange<Double>?
  /// Acquisition numbers; `nil` where there is none.
  private(set) var numbers: ClosedRange<Double>?

  init(_ group: [Int], slices: [SliceTraits], places: [Int: Int]) {
    indices = group
    groups = [group]
    self.places = Set(group.compactMap { places[$0] })
    voltages = Set(group.map { slices[$0].tubeVoltage })
    agents = Set(group.map { slices[$0].contrastAgent })
    descriptions = Set(group.map { slices[$0].seriesDescription })
    seconds = Self.range(group.compactMap { slices[$0].acquisitionSeconds })
    numbers = Self.range(group.compactMap { slices[$0].acquisitionNumber.map(Double.init) })
  }

  /// Whether no two slices lie at one position.
  var isClear: Bool { places.count == indices.count }

  /// Whether a group may join.
  func isFree(for group: PhaseBin) -> Bool {
    isClear && places.isDisjoint(with: group.places) && !voltages.isDisjoint(with: group.voltages)
      && !agents.isDisjoint(with: group.agents)
  }

  mutating func join(_ group: PhaseBin) {
    indices += group.indices
    groups += group.groups
    places.formUnion(group.places)
    voltages.formUnion(group.voltages)
    agents.formUnion(group.agents)
    descriptions.formUnion(group.descriptions)
    seconds = Self.range([seconds, group.seconds].compactMap(\.self).flatMap { [$0.lowerBound, $0.upperBound] })
    numbers = Self.range([numbers, group.numbers].compactMap(\.self).flatMap { [$0.lowerBound, $0.upperBound] })
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double>? {
    guard let least = values.min(), let greatest = values.max() else { return nil }
    return least...greatest
  }
}

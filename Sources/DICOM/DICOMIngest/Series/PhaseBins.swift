/// Groups of slices put together to stacks, where several slices of a series lie at one position.
///
/// A group joins slices that it does not overlap and whose tube voltage and contrast agent it shares. Where more than one
/// stack is free for it, the series description decides, then the nearest acquisition time, then the nearest acquisition
/// number; a group for which nothing decides stays apart. Short groups that scan every place equally often, one table step
/// after the other, are dealt out in turn.
struct PhaseBins {
  private(set) var bins: [PhaseBin] = []

  /// - Parameters:
  ///   - groups: indices of the slices of each group, in the order in which the groups were acquired; none empty.
  ///   - slices: what the indices stand for.
  ///   - places: the number of the position of each index.
  init(_ groups: [[Int]], slices: [SliceTraits], places: [Int: Int]) {
    let groups = groups.map { PhaseBin($0, slices: slices, places: places) }
    let isInTurn = Self.areTableSteps(groups)
    for group in groups {
      // Slices that are not told apart stay by themselves, for the next property.
      if group.isClear, let bin = choice(for: group, isInTurn: isInTurn) {
        bins[bin].join(group)
      } else {
        bins.append(group)
      }
    }
  }

  /// The stack that a group belongs to; `nil` where there is none, or none more than another.
  private func choice(for group: PhaseBin, isInTurn: Bool) -> Int? {
    var free = bins.indices.filter { bins[$0].isFree(for: group) }
    if isInTurn { return free.first }
    let described = free.filter { !bins[$0].descriptions.isDisjoint(with: group.descriptions) }
    if !described.isEmpty { free = described }
    free = nearest(to: group, of: free, by: \.seconds)
    free = nearest(to: group, of: free, by: \.numbers)
    return free.count == 1 ? free[0] : nil
  }

  /// Those of `free` that are nearest to the group; all of them where one of them cannot be compared.
  private func nearest(
    to group: PhaseBin, of free: [Int], by range: KeyPath<PhaseBin, ClosedRange<Double>?>
  ) -> [Int] {
    guard let own = group[keyPath: range] else { return free }
    let ranges = free.compactMap { bins[$0][keyPath: range] }
    guard ranges.count == free.count else { return free }
    let distances = ranges.map { max(0, own.lowerBound - $0.upperBound, $0.lowerBound - own.upperBound) }
    let least = distances.min()
    return zip(free, distances).filter { $0.1 == least }.map(\.0)
  }

  /// Whether the groups are steps of the table, at least three, each scanned as often as the others before the table moves;
  /// the last step may be cut short.
  private static func areTableSteps(_ groups: [PhaseBin]) -> Bool {
    guard groups.allSatisfy({ $0.isClear && $0.indices.count < GeometryLimits.slices.lowerBound }) else { return false }
    var steps: [(places: Set<Int>, count: Int)] = []
    var seen = Set<Int>()
    for group in groups {
      if let last = steps.indices.last, steps[last].places == group.places {
        steps[last].count += 1
      } else {
        guard seen.isDisjoint(with: group.places) else { return false }
        steps.append((group.places, 1))
        seen.formUnion(group.places)
      }
    }
    return steps.count >= 3 && steps.dropLast().allSatisfy { $0.count == steps[0].count }
      && steps[steps.count - 1].count <= steps[0].count
  }
}

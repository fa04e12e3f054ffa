import StudyModel

/// The stacks of slices within one series.
///
/// 1. Localizers are set aside.
/// 2. Slices of different directions, sizes, pixel spacings or kernels, and projections, are different stacks. Fewer slices
///    than a series needs make no stack of their own; where they fill holes of a larger one, they are judged with it.
/// 3. Slices at the same position are told apart by thickness, tube voltage, temporal position, acquisition number,
///    acquisition time or image type. Runs of slices that do not overlap stay together as far as they are alike, so that a
///    scanner may number every slice as an acquisition.
/// 4. A stack that is not even is split by the same properties where a whole chest comes out of it.
struct StackSplit {
  /// Indices of the slices of each stack; the largest stack first, what belongs to none last.
  private(set) var stacks: [[Int]] = []
  /// Localizers among other slices.
  private(set) var localizers: [Int] = []

  private let slices: [SliceTraits]
  /// The group that a slice came from, in words, where its stack was put together from several.
  private var origins: [Int: String] = [:]

  init(_ slices: [SliceTraits]) {
    self.slices = slices
    var images = Array(slices.indices)
    if !slices.allSatisfy(\.isLocalizer) {
      localizers = images.filter { slices[$0].isLocalizer }
      images.removeAll { slices[$0].isLocalizer }
    }
    let alike = likes(images)
    var proper = alike.filter { $0.count >= GeometryLimits.slices.lowerBound }
    var rest = alike.filter { $0.count < GeometryLimits.slices.lowerBound }.flatMap(\.self)
    guard !proper.isEmpty else {
      stacks = [images]
      return
    }
    for index in proper.indices {
      let filling = fillings(of: proper[index], from: rest)
      proper[index] += filling
      rest.removeAll { filling.contains($0) }
    }
    let phases = proper.flatMap { separated($0, by: SliceTraits.Property.allCases[...]) }.flatMap(runs)
    stacks = phases.filter { $0.count >= GeometryLimits.slices.lowerBound }
    rest += phases.filter { $0.count < GeometryLimits.slices.lowerBound }.flatMap(\.self)
    if stacks.isEmpty {
      stacks = [images]
    } else {
      stacks.sort { ($1.count, $0[0]) < ($0.count, $1[0]) }
      if !rest.isEmpty { stacks.append(rest) }
    }
  }

  /// The acquisitions that a stack was put together from, after slices at the same positions had been told apart; none where
  /// nothing was put together.
  func parts(of stack: [Int]) -> [String] {
    var seen = Set<String>()
    let parts = stack.compactMap { origins[$0] }.filter { seen.insert($0).inserted }
    return parts.count > 1 ? parts : []
  }

  // MARK: Alike

  /// Slices of one direction, size, spacing, kernel and kind together, in the order of the first slice of each.
  private func likes(_ images: [Int]) -> [[Int]] {
    var groups: [[Int]] = []
    for index in images {
      if let group = groups.firstIndex(where: { isAlike(slices[$0[0]], slices[index]) }) {
        groups[group].append(index)
      } else {
        groups.append([index])
      }
    }
    return groups
  }

  private func isAlike(_ a: SliceTraits, _ b: SliceTraits) -> Bool {
    a.rows == b.rows && a.columns == b.columns && a.kernel == b.kernel && a.isProjection == b.isProjection
      && a.plane.hasDirection(of: b.plane) && a.plane.hasSpacing(of: b.plane)
  }

  /// The slices of other kinds that lie where `stack` has a hole.
  private func fillings(of stack: [Int], from rest: [Int]) -> [Int] {
    guard !rest.isEmpty, judged(stack).hasGap, let normal = slices[stack[0]].plane.normal else { return [] }
    let along = stack.map { slices[$0].plane.position.dot(normal) }
    guard let first = along.min(), let last = along.max() else { return [] }
    return rest.filter { index in
      let place = slices[index].plane.position.dot(normal)
      return (first...last).contains(place) && !along.contains { abs($0 - place) < GeometryLimits.samePosition }
    }
  }

  // MARK: Phases and runs

  /// Splits slices of which several lie at one position, as far as `properties` tell them apart.
  private mutating func separated(_ stack: [Int], by properties: ArraySlice<SliceTraits.Property>) -> [[Int]] {
    guard let property = properties.first, let places = places(stack), Set(places.values).count < stack.count else {
      return [stack]
    }
    let bins = PhaseBins(grouped(stack, by: property), slices: slices, places: places).bins
    for bin in bins where bin.groups.count > 1 {
      let labels = StackLabels(bin.groups.map { $0.map { slices[$0] } }).labels
      for (group, label) in zip(bin.groups, labels) {
        for index in group { origins[index] = label }
      }
    }
    return bins.flatMap { separated($0.indices, by: properties.dropFirst()) }
  }

  /// The number of each slice's position along the normal; `nil` where the slices have none.
  private func places(_ stack: [Int]) -> [Int: Int]? {
    guard let normal = slices[stack[0]].plane.normal else { return nil }
    let along = stack.map { (place: slices[$0].plane.position.dot(normal), index: $0) }.sorted { $0.place < $1.place }
    var places: [Int: Int] = [:]
    var number = 0
    for (at, slice) in along.enumerated() {
      if at > 0, slice.place - along[at - 1].place >= GeometryLimits.samePosition { number += 1 }
      places[slice.index] = number
    }
    return places
  }

  /// Splits a stack that is not even where one of its parts is an even stack of a whole chest.
  private func runs(_ stack: [Int]) -> [[Int]] {
    guard judged(stack).geometry == nil else { return [stack] }
    for property in SliceTraits.Property.ofRuns {
      let parts = grouped(stack, by: property)
      let isWorth =
        parts.count > 1
        && parts.contains { part in
          part.count >= GeometryLimits.slices.lowerBound
            && judged(part).geometry.map { $0.reach >= SelectionRank.wholeChest } ?? false
        }
      if isWorth { return parts }
    }
    return [stack]
  }

  private func grouped(_ stack: [Int], by property: SliceTraits.Property) -> [[Int]] {
    Dictionary(grouping: stack) { slices[$0].value(of: property) }.sorted { $0.key < $1.key }.map(\.value)
  }

  private func judged(_ stack: [Int]) -> SliceStack { SliceStack(stack.map { slices[$0].member }) }
}

extension SliceStack {
  fileprivate var hasGap: Bool { reasons.contains { $0.code == .geometryGap } }
}

import StudyModel
import VolumeOperations

/// Tells the right from the left lung.
struct LungSides {
  let engine: VolumeEngine
  /// Lungs that touch in front of or behind the heart are pulled apart by erosions up to this radius.
  private static let erosions = [0.0, 2, 4, 6, 8, 10, 12].map { Millimetres($0) }
  /// The smaller lung has at least this share of what an erosion leaves.
  private static let leastShare = 0.1
  /// The middles of two lungs lie at least this far apart from right to left.
  private static let leastDistance = Millimetres(50)

  struct Split {
    let right: MaskVolume
    let left: MaskVolume
    let isSplit: Bool
  }

  /// - Returns: every voxel of `lungs` in one of the two; all of it in `right`, not split, where there are no two lungs.
  func split(_ lungs: MaskVolume) throws(OperationError) -> Split {
    for radius in Self.erosions {
      let cores = try engine.components(
        radius.value == 0 ? lungs : try engine.erode(lungs, radius: radius), connectivity: .six)
      guard let (right, left) = lungPair(of: cores) else { continue }
      let seeds = (
        right: engine.select(cores) { $0.label == right.label }, left: engine.select(cores) { $0.label == left.label }
      )
      let grown = try grow(seeds.right, seeds.left, within: lungs)
      let rest = try engine.subtracting(lungs, try engine.union(grown.right, grown.left))
      let middle = (lateral(right, in: lungs.geometry) + lateral(left, in: lungs.geometry)) / 2
      let parts = try engine.components(rest, connectivity: .six)
      let strays = engine.select(parts) { lateral($0, in: lungs.geometry) < middle }
      return Split(
        right: try engine.union(grown.right, strays),
        left: try engine.union(grown.left, try engine.subtracting(rest, strays)), isSplit: true)
    }
    return Split(right: lungs, left: engine.empty(lungs.geometry), isSplit: false)
  }

  /// The two largest parts, if they can be two lungs.
  private func lungPair(of parts: Components) -> (right: ComponentStatistics, left: ComponentStatistics)? {
    let bySize = parts.statistics.sorted { ($0.count, $1.label) > ($1.count, $0.label) }
    guard bySize.count >= 2 else { return nil }
    let total = bySize.reduce(0) { $0 + $1.count }
    guard Double(bySize[1].count) >= Self.leastShare * Double(total) else { return nil }
    let positions = (lateral(bySize[0], in: parts.geometry), lateral(bySize[1], in: parts.geometry))
    guard abs(positions.0 - positions.1) >= Self.leastDistance.value else { return nil }
    return positions.0 < positions.1 ? (bySize[0], bySize[1]) : (bySize[1], bySize[0])
  }

  /// How far to the patient's left the middle of a part lies, LPS mm.
  private func lateral(_ part: ComponentStatistics, in geometry: VolumeGeometry) -> Double {
    geometry.position(x: part.centroid.x, y: part.centroid.y, z: part.centroid.z).x
  }

  /// Both parts grown step by step through the lungs until they meet or nothing is left to reach.
  private func grow(
    _ right: MaskVolume, _ left: MaskVolume, within lungs: MaskVolume
  ) throws(OperationError) -> (right: MaskVolume, left: MaskVolume) {
    let spacing = lungs.geometry.spacing
    let step = Millimetres(max(spacing.x, spacing.y, spacing.z))
    var (right, left) = (right, left)
    var reached = -1
    while true {
      let count = engine.count(right) + engine.count(left)
      if count == reached { return (right, left) }
      reached = count
      right = try engine.subtracting(
        try engine.intersection(try engine.dilate(right, radius: step), lungs), left)
      left = try engine.subtracting(
        try engine.intersection(try engine.dilate(left, radius: step), lungs), right)
    }
  }
}

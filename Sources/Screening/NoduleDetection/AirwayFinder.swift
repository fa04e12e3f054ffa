import StudyModel
import VolumeOperations

/// Finds trachea and main bronchi: a round dark area on many slices above each other, and what is joined to it through wide
/// passages.
struct AirwayFinder {
  let engine: VolumeEngine
  let plan: AirwayPlan

  /// - Parameters:
  ///   - volume: HU, coarse.
  ///   - air: air inside the body.
  /// - Returns: the lumen; empty where no trachea was seen.
  func find(in volume: Volume, air: MaskVolume) throws(OperationError) -> MaskVolume {
    guard let trachea = try trachea(in: volume, air: air) else { return engine.empty(volume.geometry) }
    let largest = plan.largestTree * 1000 / volume.geometry.voxelVolume
    for level in plan.growthLevels {
      let dark = try engine.intersection(engine.threshold(volume, below: level), air)
      let tree = try engine.grow(
        trachea, within: try engine.erode(dark, radius: plan.growthErosion), connectivity: .twentySix)
      let count = engine.count(tree)
      if count > 0, Double(count) < largest { return tree }
    }
    return try engine.erode(trachea, radius: plan.growthErosion)
  }

  /// The tallest pile of areas that look like a cut through the trachea and reach above the middle of the lungs.
  private func trachea(in volume: Volume, air: MaskVolume) throws(OperationError) -> MaskVolume? {
    guard let middle = centroid(of: try engine.components(air, connectivity: .six)) else { return nil }
    for level in plan.seedLevels {
      let dark = try engine.intersection(engine.threshold(volume, below: level), air)
      let areas = try engine.components(dark, connectivity: .four)
      let round = engine.select(areas) { isTrachea($0, middle: middle.x, geometry: volume.geometry) }
      let piles = try engine.components(round, connectivity: .six)
      let height = plan.seedHeight.value / volume.geometry.spacing.z
      let tallest = piles.statistics.filter {
        Double($0.box.z.count) >= height && Double($0.box.z.upperBound - 1) >= middle.z
      }.max { ($0.box.z.count, $1.label) < ($1.box.z.count, $0.label) }
      if let tallest { return engine.select(piles) { $0.label == tallest.label } }
    }
    return nil
  }

  private func isTrachea(_ area: ComponentStatistics, middle: Double, geometry: VolumeGeometry) -> Bool {
    let (width, height) = (Double(area.box.x.count), Double(area.box.y.count))
    let centre = Double(area.box.x.lowerBound + area.box.x.upperBound - 1) / 2
    return plan.seedArea.contains(Double(area.count) * geometry.spacing.x * geometry.spacing.y)
      && Double(area.count) >= plan.seedFill * width * height
      && max(width, height) <= plan.seedAspect * min(width, height)
      && abs(centre - middle) * geometry.spacing.x <= plan.seedOffset.value
  }

  /// Mean indices of all voxels of all components.
  private func centroid(of components: Components) -> (x: Double, z: Double)? {
    var (x, z, count) = (0.0, 0.0, 0.0)
    for part in components.statistics {
      x += part.centroid.x * Double(part.count)
      z += part.centroid.z * Double(part.count)
      count += Double(part.count)
    }
    return count > 0 ? (x / count, z / count) : nil
  }
}

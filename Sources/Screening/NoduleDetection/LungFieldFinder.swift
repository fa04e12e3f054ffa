import StudyModel
import VolumeOperations

/// Finds the lung field: air inside the body, without airways and bowel, each lung closed for itself.
struct LungFieldFinder {
  let engine: VolumeEngine
  let plan: LungFieldPlan

  /// - Parameter volume: HU on the grid of the plan.
  func find(in volume: Volume) throws(OperationError) -> LungField {
    let pureAir = engine.threshold(volume, below: plan.pureAir)
    let inner = try airInside(volume, pureAir: pureAir)
    let airways = try AirwayFinder(engine: engine, plan: plan.airways).find(in: volume, air: inner)
    let lungs = try lungs(in: inner, pureAir: pureAir, airways: airways)
    let millilitres = Double(engine.count(lungs)) * volume.geometry.voxelVolume / 1000

    let sides = try LungSides(engine: engine).split(lungs)
    let right = try closed(sides.right, without: airways)
    let left = try engine.subtracting(try closed(sides.left, without: airways), right)
    let quality = try LungFieldQuality(engine: engine, plan: plan)
      .judge(lungs: lungs, sides: sides, millilitres: millilitres)
    return LungField(
      right: right, left: left, mask: try engine.union(right, left), airways: airways, isSplit: sides.isSplit,
      volume: millilitres, quality: quality)
  }

  /// Air that does not belong to the room. Lung that a tight field of view cuts off stays in: it is large, holds tissue
  /// everywhere, and touches the sides of the image, or the padding, over a small part; mattresses touch more.
  private func airInside(_ volume: Volume, pureAir: MaskVolume) throws(OperationError) -> MaskVolume {
    let shape = volume.shape
    let parts = try engine.components(engine.threshold(volume, within: plan.air), connectivity: .six)
    let pure = try engine.overlap(of: parts, with: pureAir)
    let sides = engine.complement(engine.box(VoxelBox(of: shape).shrunk(x: 1, y: 1), in: volume.geometry))
    let padding = engine.threshold(volume, below: plan.air.lowerBound)
    let contact = try engine.overlap(
      of: parts, with: try engine.union(sides, try engine.dilate(padding, radius: plan.grid)))
    let sideVoxels = Double(max(engine.count(sides), 1))
    let voxelVolume = volume.geometry.voxelVolume
    return engine.select(parts) { part in
      let label = Int(part.label)
      guard contact[label] > 0 else { return true }
      return Double(part.count) * voxelVolume / 1000 >= plan.cutLungVolume
        && Double(pure[label]) <= plan.cutLungPureAir * Double(part.count)
        && Double(contact[label]) <= plan.cutLungContact * sideVoxels
    }
  }

  private func lungs(
    in inner: MaskVolume, pureAir: MaskVolume, airways: MaskVolume
  ) throws(OperationError) -> MaskVolume {
    let voxelVolume = inner.geometry.voxelVolume
    let tree = try engine.dilate(airways, radius: plan.airways.wall)
    let parenchyma = try engine.open(try engine.subtracting(inner, tree), radius: plan.grid)
    let parts = try engine.components(parenchyma, connectivity: .six)
    let pure = try engine.overlap(of: parts, with: pureAir)
    let largest = Double(parts.largest?.count ?? 0)
    return engine.select(parts) { part in
      let count = Double(part.count)
      return count * voxelVolume / 1000 >= plan.smallestLung && count >= plan.smallestLungShare * largest
        && Double(pure[Int(part.label)]) <= plan.lungPureAir * count
    }
  }

  private func closed(_ lung: MaskVolume, without airways: MaskVolume) throws(OperationError) -> MaskVolume {
    let filled = try engine.fillHoles(try engine.close(lung, radius: plan.closing), slicewise: true)
    return try engine.subtracting(filled, airways)
  }
}

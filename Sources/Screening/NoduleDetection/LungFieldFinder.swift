import StudyModel
import VolumeOperations

/// Finds the lung field: air inside the body, without airways and bowel, each lung closed for itself, with what stands on its
/// wall.
struct LungFieldFinder {
  let engine: VolumeEngine
  let plan: LungFieldPlan

  /// - Parameter volume: HU on the grid of the plan.
  func find(in volume: Volume) throws(OperationError) -> LungField {
    let pureAir = engine.threshold(volume, below: plan.pureAir)
    let inner = try airInside(volume, pureAir: pureAir)
    let airways = try AirwayFinder(engine: engine, plan: plan.airways).find(in: volume, air: inner)
    let tree = try engine.dilate(airways, radius: plan.airways.wall)
    let lungs = try lungs(in: inner, pureAir: pureAir, tree: tree)
    let millilitres = Double(engine.count(lungs)) * volume.geometry.voxelVolume / 1000

    let sides = try LungSides(engine: engine).split(lungs)
    let closed = (right: try closed(sides.right), left: try closed(sides.left))
    let dents = try WallDents(engine: engine, plan: plan.dents).find(right: closed.right, left: closed.left)
    let rim = try engine.subtracting(engine.threshold(volume, within: plan.air.lowerBound...plan.rim), tree)
    let right = try whole(closed.right, dents: dents.right, rim: rim, airways: airways)
    let left = try engine.subtracting(
      try whole(closed.left, dents: dents.left, rim: rim, airways: airways), right)
    let quality = try LungFieldQuality(engine: engine, plan: plan)
      .judge(lungs: lungs, sides: sides, millilitres: millilitres)
    return LungField(
      right: right, left: left, mask: try engine.union(right, left), airways: airways, isSplit: sides.isSplit,
      volume: millilitres, quality: quality)
  }

  /// Air that does not belong to the room. Lung that a tight field of view cuts off stays in: it is large, holds tissue
  /// everywhere, and touches the sides of the image, or the padding, over a small part; mattresses touch more. The border
  /// itself belongs to nothing: body averaged with padding looks like air and would join the lung to the room.
  private func airInside(_ volume: Volume, pureAir: MaskVolume) throws(OperationError) -> MaskVolume {
    let shape = volume.shape
    let sides = engine.complement(engine.box(VoxelBox(of: shape).shrunk(x: 1, y: 1), in: volume.geometry))
    let padding = engine.threshold(volume, below: plan.air.lowerBound)
    let border = try engine.union(sides, try engine.dilate(padding, radius: plan.grid))
    let air = try engine.subtracting(engine.threshold(volume, within: plan.air), border)
    let parts = try engine.components(air, connectivity: .six)
    let pure = try engine.overlap(of: parts, with: pureAir)
    let contact = try engine.overlap(of: parts, with: try engine.dilate(border, radius: plan.grid))
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
    in inner: MaskVolume, pureAir: MaskVolume, tree: MaskVolume
  ) throws(OperationError) -> MaskVolume {
    let voxelVolume = inner.geometry.voxelVolume
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

  private func closed(_ lung: MaskVolume) throws(OperationError) -> MaskVolume {
    try engine.fillHoles(try engine.close(lung, radius: plan.closing), slicewise: true)
  }

  /// A closed lung with the nodules on its wall and its thin rim, where the grid averages lung with what lies beside it.
  private func whole(
    _ closed: MaskVolume, dents: MaskVolume, rim: MaskVolume, airways: MaskVolume
  ) throws(OperationError) -> MaskVolume {
    let filled = try engine.union(closed, dents)
    let edge = try engine.intersection(try engine.dilate(filled, radius: plan.grid), rim)
    return try engine.subtracting(try engine.union(filled, edge), airways)
  }
}

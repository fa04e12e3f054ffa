import StudyModel
import VolumeOperations

/// Nodules and masses on the chest wall that are wider than the closing: compact dents in the outer surface of a lung. Heart,
/// hilum and diaphragm dent it too, but near the middle or over a long way.
struct WallDents {
  let engine: VolumeEngine
  let plan: WallDentPlan

  /// - Parameters:
  ///   - right, left: both lungs, closed, on one grid. A grid of twice its spacing is precise enough here.
  /// - Returns: the dents of each lung, outside both; empty where there are no two lungs to measure distances by.
  func find(right: MaskVolume, left: MaskVolume) throws(OperationError) -> (right: MaskVolume, left: MaskVolume) {
    let fine = right.geometry
    let coarse = Self.halved(fine)
    let lungs = (right: try engine.regrid(right, to: coarse), left: try engine.regrid(left, to: coarse))
    guard let rightPlace = try lateral(lungs.right), let leftPlace = try lateral(lungs.left) else {
      return (engine.empty(fine), engine.empty(fine))
    }
    let both = try engine.union(lungs.right, lungs.left)
    let middle = (rightPlace + leftPlace) / 2
    let arm = abs(leftPlace - rightPlace) / 2
    return (
      right: try engine.regrid(try dents(in: lungs.right, outside: both, middle: middle, arm: arm), to: fine),
      left: try engine.regrid(try dents(in: lungs.left, outside: both, middle: middle, arm: arm), to: fine)
    )
  }

  /// - Parameters:
  ///   - middle: of the chest, LPS mm.
  ///   - arm: from there to the middle of a lung, in mm.
  private func dents(
    in lung: MaskVolume, outside lungs: MaskVolume, middle: Double, arm: Double
  ) throws(OperationError) -> MaskVolume {
    let geometry = lung.geometry
    let step = geometry.spacing
    let spaces = try engine.subtracting(try engine.close(lung, radius: plan.closing), lungs)
    let neck = Millimetres(max(step.x, step.y, step.z))
    let parts = try engine.components(try engine.open(spaces, radius: neck), connectivity: .six)
    let compact = engine.select(parts) { part in
      let sides = [
        Double(part.box.x.count) * step.x, Double(part.box.y.count) * step.y, Double(part.box.z.count) * step.z,
      ]
      let place = geometry.position(x: part.centroid.x, y: part.centroid.y, z: part.centroid.z)
      return !part.touchesRim && plan.volume.contains(Double(part.count) * geometry.voxelVolume / 1000)
        && Double(part.count) * geometry.voxelVolume >= plan.fill * sides[0] * sides[1] * sides[2]
        && sides.allSatisfy { $0 <= plan.longest.value } && abs(place.x - middle) >= plan.offset * arm
    }
    return try engine.intersection(try engine.dilate(compact, radius: neck), spaces)
  }

  /// How far to the patient's left the middle of the mask lies, LPS mm; `nil` for an empty one.
  private func lateral(_ mask: MaskVolume) throws(OperationError) -> Double? {
    let parts = try engine.components(mask, connectivity: .twentySix).statistics
    let count = parts.reduce(0) { $0 + $1.count }
    guard count > 0 else { return nil }
    return parts.reduce(0.0) { sum, part in
      let place = mask.geometry.position(x: part.centroid.x, y: part.centroid.y, z: part.centroid.z)
      return sum + place.x * Double(part.count)
    } / Double(count)
  }

  private static func halved(_ fine: VolumeGeometry) -> VolumeGeometry {
    let (shape, step) = (fine.shape, fine.spacing)
    return VolumeGeometry(
      shape: GridShape(x: (shape.x + 1) / 2, y: (shape.y + 1) / 2, z: (shape.z + 1) / 2), origin: fine.origin,
      spacing: PatientVector(x: 2 * step.x, y: 2 * step.y, z: 2 * step.z), rowAxis: fine.rowAxis,
      columnAxis: fine.columnAxis, sliceAxis: fine.sliceAxis)
  }
}

import StudyModel
import VolumeOperations

/// What the lung field says about the scan.
struct LungFieldQuality {
  let engine: VolumeEngine
  let plan: LungFieldPlan

  func judge(lungs: MaskVolume, sides: LungSides.Split, millilitres: Double) throws(OperationError) -> SeriesQuality {
    guard millilitres >= plan.leastLung else {
      return SeriesQuality(
        verdict: .refused,
        reasons: [
          QualityReason(
            code: "lung.notFound", message: "No lung was found; check that this is a scan of the chest.",
            evidence: "\(Int(millilitres.rounded())) ml of lung")
        ])
    }
    var reasons: [QualityReason] = []
    if !sides.isSplit {
      reasons.append(
        QualityReason(
          code: "lung.oneLung",
          message: "Two lungs could not be told apart; one may be missing from what was searched.",
          evidence: "\(Int(millilitres.rounded())) ml of lung in one part"))
    }
    let shape = lungs.shape
    let ends: [(code: String, message: String, slice: Int)] = [
      ("lung.cutAtApex", "The scan ends below the tops of the lungs; what lies above was not searched.", shape.z - 1),
      ("lung.cutAtBase", "The scan begins above the bases of the lungs; what lies below was not searched.", 0),
    ]
    for end in ends {
      let area = try area(of: lungs, slice: end.slice)
      guard area > plan.cutArea else { continue }
      reasons.append(
        QualityReason(
          code: end.code, message: end.message, evidence: "\(Int(area.rounded())) cm² of lung on the outermost slice"))
    }
    return SeriesQuality(verdict: .analysable, reasons: []).adding(reasons, verdict: .warning)
  }

  /// In cm².
  private func area(of mask: MaskVolume, slice: Int) throws(OperationError) -> Double {
    let shape = mask.shape
    let inSlice = try engine.intersection(
      mask, engine.box(VoxelBox(x: 0..<shape.x, y: 0..<shape.y, z: slice..<slice + 1), in: mask.geometry))
    return Double(engine.count(inSlice)) * mask.geometry.spacing.x * mask.geometry.spacing.y / 100
  }
}

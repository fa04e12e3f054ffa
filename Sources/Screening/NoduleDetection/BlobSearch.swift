import StudyModel
import VolumeOperations

/// A blob inside the lung field, before it is ranked.
struct Blob: Sendable {
  /// LPS mm.
  let position: PatientVector
  /// σ of the Gaussian that found it.
  let scale: Millimetres
  /// The smoothed volume at the centre, HU.
  let value: Float
  /// How much it is a ball by its curvatures, HU: `smallest^1.5 / largest^0.5 · σ^0.3`.
  let curvature: Float

  /// Radius of the ball that answers most at this scale.
  var radius: Millimetres { Millimetres(scale.value * 3.0.squareRoot()) }
}

/// Finds blobs of all sizes in a volume that holds lung and nothing else.
struct BlobSearch {
  let engine: VolumeEngine
  let plan: CandidatePlan

  /// - Returns: merged blobs, best first by their curvature.
  func find(in search: SearchVolume) throws(OperationError) -> [Blob] {
    let coarse = try engine.resample(search.lung, spacing: search.lung.geometry.spacing * 2)
    let range = Float(plan.thinnest)...Float(plan.densest)
    let fine = try blobs(in: search.floats, field: search.field, scales: plan.fineScales)
    let large = try blobs(
      in: engine.floats(coarse, clampedTo: range), field: try engine.regrid(search.field, to: coarse.geometry),
      scales: plan.coarseScales)
    return merged(fine + large)
  }

  private func blobs(
    in volume: FloatVolume, field: MaskVolume, scales: [BlobScale]
  ) throws(OperationError) -> [Blob] {
    let maxima = try engine.blobs(
      in: volume, inside: field, scales: scales.map(\.sigma), minimumResponse: plan.leastResponse)
    let weights = Dictionary(scales.map { ($0.sigma, $0.weight) }) { first, _ in first }
    return maxima.compactMap { maximum in
      let (largest, smallest) = (maximum.curvatures.largest, maximum.curvatures.smallest)
      guard smallest > plan.leastCurvature, let weight = weights[maximum.scale] else { return nil }
      let position = volume.geometry.position(
        x: Double(maximum.x) + Double(maximum.offset.x), y: Double(maximum.y) + Double(maximum.offset.y),
        z: Double(maximum.z) + Double(maximum.offset.z))
      return Blob(
        position: position, scale: maximum.scale, value: maximum.value,
        curvature: smallest * (smallest / largest).squareRoot() * weight)
    }
  }

  /// The best blobs, without those that lie on a better one.
  private func merged(_ blobs: [Blob]) -> [Blob] {
    let order = blobs.indices.sorted { (blobs[$0].curvature, $1) > (blobs[$1].curvature, $0) }
    var kept: [Blob] = []
    for index in order.prefix(plan.mostMaxima) {
      let blob = blobs[index]
      let isNew = kept.allSatisfy { better in
        let reach = max(plan.mergeDistance.value, plan.mergeScales * better.scale.value)
        let apart = blob.position - better.position
        return apart.dot(apart) >= reach * reach
      }
      if isNew { kept.append(blob) }
      if kept.count == plan.mostMerged { break }
    }
    return kept
  }
}

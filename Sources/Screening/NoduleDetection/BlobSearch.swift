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

  /// - Parameters:
  ///   - lung: on the working grid, everything outside the field replaced by aerated lung.
  ///   - field: on the same grid.
  /// - Returns: merged blobs, best first by their curvature.
  func find(in lung: Volume, field: MaskVolume) throws(OperationError) -> [Blob] {
    let spacing = lung.geometry.spacing * 2
    let coarse = try engine.resample(lung, spacing: spacing)
    let fine = try blobs(in: lung, field: field, scales: plan.fineScales, weights: plan.scaleWeights[...])
    let large = try blobs(
      in: coarse, field: try engine.regrid(field, to: coarse.geometry), scales: plan.coarseScales,
      weights: plan.scaleWeights.dropFirst(plan.fineScales.count))
    return merged(fine + large)
  }

  private func blobs(
    in volume: Volume, field: MaskVolume, scales: [Millimetres], weights: ArraySlice<Float>
  ) throws(OperationError) -> [Blob] {
    let range = Float(plan.thinnest)...Float(plan.densest)
    let maxima = try engine.blobs(
      in: engine.floats(volume, clampedTo: range), inside: field, scales: scales, minimumResponse: plan.leastResponse)
    let weightOf = Dictionary(zip(scales, weights)) { first, _ in first }
    return maxima.compactMap { maximum in
      let (largest, smallest) = (maximum.curvatures.largest, maximum.curvatures.smallest)
      guard smallest > plan.leastCurvature, let weight = weightOf[maximum.scale] else { return nil }
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

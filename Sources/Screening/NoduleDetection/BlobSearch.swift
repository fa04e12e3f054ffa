import StudyModel
import VolumeOperations

/// A blob inside the lung field, before it is ranked.
struct Blob: Sendable {
  /// LPS mm.
  let position: PatientVector
  /// σ of the Gaussian that found it.
  let scale: Millimetres
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
    let large = try largeBlobs(
      in: engine.floats(coarse, clampedTo: range), field: try engine.regrid(search.field, to: coarse.geometry))
    return merged(try smallBlobs(in: search.lung, field: search.field) + large)
  }

  /// Maxima of the Hessian's own response over all fine scales at once: small blobs stand close to vessels and walls, where
  /// the Laplacian has its maxima elsewhere, or none.
  private func smallBlobs(in volume: Volume, field: MaskVolume) throws(OperationError) -> [Blob] {
    // A maximum is one among its neighbours, those just outside the field included.
    let grown = try engine.dilate(field, radius: Millimetres(volume.geometry.spacing.x))
    let blobness = try engine.blobness(of: volume, inside: grown, scales: plan.fineScales)
    return try engine.maxima(of: blobness.response, inside: field, minimum: plan.leastCurvature).map { maximum in
      Blob(
        position: position(x: maximum.x, y: maximum.y, z: maximum.z, offset: maximum.offset, in: volume.geometry),
        scale: plan.fineScales[Int(blobness.scale[x: maximum.x, y: maximum.y, z: maximum.z])].sigma,
        curvature: maximum.value)
    }
  }

  /// Maxima of the Laplacian of each coarse scale, measured by the Hessian.
  private func largeBlobs(in volume: FloatVolume, field: MaskVolume) throws(OperationError) -> [Blob] {
    let scales = plan.coarseScales
    let maxima = try engine.blobs(
      in: volume, inside: field, scales: scales.map(\.sigma), minimumResponse: plan.leastResponse)
    let weights = Dictionary(scales.map { ($0.sigma, $0.weight) }) { first, _ in first }
    return maxima.compactMap { maximum in
      let (largest, smallest) = (maximum.curvatures.largest, maximum.curvatures.smallest)
      guard smallest > plan.leastCurvature, let weight = weights[maximum.scale] else { return nil }
      return Blob(
        position: position(x: maximum.x, y: maximum.y, z: maximum.z, offset: maximum.offset, in: volume.geometry),
        scale: maximum.scale, curvature: smallest * (smallest / largest).squareRoot() * weight)
    }
  }

  private func position(
    x: Int, y: Int, z: Int, offset: VoxelOffset, in geometry: VolumeGeometry
  ) -> PatientVector {
    geometry.position(
      x: Double(x) + Double(offset.x), y: Double(y) + Double(offset.y), z: Double(z) + Double(offset.z))
  }

  /// The best blobs, without those that lie on a better one.
  private func merged(_ blobs: [Blob]) -> [Blob] {
    let order = blobs.indices.sorted { (blobs[$0].curvature, $1) > (blobs[$1].curvature, $0) }
    return NearMarks(distance: plan.mergeDistance.value, scales: plan.mergeScales)
      .merged(order.prefix(plan.mostMaxima).map { blobs[$0] }, limit: plan.mostMerged) { $0 }
  }
}

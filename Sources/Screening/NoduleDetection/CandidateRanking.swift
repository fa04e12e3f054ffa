import StudyModel
import VolumeOperations

/// Measures blobs and ranks them without a network, best first.
///
/// `strength = curvature^¾ · roundness · farExits⁸ · nearExits³ · √depth`. It tells balls from vessels and from folds
/// of the pleura; it does not tell nodules from granulomas, lymph nodes or scars. Only products, sums and square roots, so
/// the bits are the same on every machine.
struct CandidateRanking {
  let engine: VolumeEngine
  let plan: RankingPlan

  /// - Parameter floor: what aerated lung reads, HU.
  func rank(_ blobs: [Blob], in search: SearchVolume, floor: Float) throws(OperationError) -> [ShapedBlob] {
    let sigma = plan.smoothing.value / search.lung.geometry.spacing.x
    let depths = try depths(of: blobs, in: search.field)
    let smoothed = try engine.gaussian(search.lung, sigma: PatientVector(x: sigma, y: sigma, z: sigma))
    let probe = ShapeProbe(plan: plan, volume: smoothed, lung: floor)
    let shapes = engine.loop.map(blobs.count) { probe.shape(of: blobs[$0], depth: depths[$0]) }
    let shaped = zip(blobs, shapes).map { ShapedBlob(blob: $0, shape: $1, strength: strength(of: $0, shape: $1)) }
    let order = shaped.indices.sorted { (shaped[$0].strength, $1) > (shaped[$1].strength, $0) }
    return order.map { shaped[$0] }
  }

  /// The candidates of a detector without a network.
  func candidates(_ ranked: [ShapedBlob], lungField: LungField) -> [Candidate] {
    ranked.prefix(plan.mostListed).map {
      $0.candidate(probability: score(of: $0.strength), strength: $0.strength, lungField: lungField)
    }
  }

  /// How deep the middles of blobs lie below the edge of the lung field, in mm; the edge runs half-way between the last voxel
  /// of the field and the first one outside. The distances are let go before anything else of their size is made.
  private func depths(of blobs: [Blob], in field: MaskVolume) throws(OperationError) -> [Double] {
    let distances = try engine.distance(inside: field)
    let trilinear = TrilinearSample(shape: field.shape)
    let edge = field.geometry.spacing.x / 2
    return distances.storage.withSpan { voxels in
      blobs.map { blob in
        let place = field.geometry.voxel(at: blob.position)
        return Double(trilinear.value(of: voxels, at: PatientVector(x: place.x, y: place.y, z: place.z))) - edge
      }
    }
  }

  func strength(of blob: Blob, shape: Shape) -> Float {
    let far = shape.farExits * shape.farExits
    let far4 = far * far
    let root = blob.curvature.squareRoot()
    return root * root.squareRoot() * shape.roundness * far4 * far4 * (shape.nearExits * shape.nearExits)
      * shape.nearExits * shape.depth.squareRoot()
  }

  /// An uncalibrated score from 0 to 1, ½ at the operating strength. Not a probability of anything.
  func score(of strength: Float) -> Double {
    Double(strength) / (Double(strength) + Double(plan.operatingStrength))
  }
}

import Foundation
import StudyModel

/// A blob with what was measured of it, as networks get it.
package struct ShapedBlob: Sendable {
  let blob: Blob
  let shape: Shape
  /// Ranks blobs without a network.
  package let strength: Float

  package var position: PatientVector { blob.position }
  package var scale: Millimetres { blob.scale }

  /// How many numbers ``numbers`` holds.
  package static let numberCount = 7

  /// What a network gets beside the patches: ln σ, ln curvature − 3, roundness, far exits, near exits, depth, ln (half
  /// width / radius).
  package var numbers: [Float] {
    let width = max(shape.halfWidth / blob.radius.value, 0.01)
    return [
      log(Float(blob.scale.value)), log(max(blob.curvature, 1)) - 3, shape.roundness, shape.farExits, shape.nearExits,
      shape.depth, log(Float(width)),
    ]
  }
}

extension ShapedBlob {
  /// Between the ball that answers most at the scale of the blob and what the rays say.
  var diameter: Millimetres { Millimetres(2 * (blob.radius.value * shape.halfWidth).squareRoot()) }

  /// - Parameter strength: what the detector ranks it by.
  func candidate(probability: Double, strength: Float, lungField: LungField) -> Candidate {
    Candidate(
      position: position, blobDiameter: diameter, strength: strength, probability: probability,
      side: lungField.side(at: position))
  }
}

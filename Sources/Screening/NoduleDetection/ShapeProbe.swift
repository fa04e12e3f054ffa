import Foundation
import StudyModel
import VolumeOperations

/// What rays from the centre of a blob meet. A ball is left by all of them, nearly at the same distance; along a vessel
/// some never leave it; a wall is left on two sides only.
struct Shape: Hashable, Sendable {
  /// Share of the rays that leave the blob within the whole reach, and within the near part of it.
  let farExits: Float
  let nearExits: Float
  /// The smallest by the largest extent of the points where rays leave (or end): 1 for a ball, near 0 for a long tube.
  let roundness: Float
  /// How deep the middle lies below the edge of the lung field, as a share of the plan's depth of such a blob, at most 1.
  let depth: Float
  /// The distance at which half of the rays have left the blob, in mm.
  let halfWidth: Double
}

/// Sends rays out of a blob.
struct ShapeProbe: Sendable {
  let plan: RankingPlan
  /// Lung, smoothed, HU; isotropic.
  let volume: FloatVolume
  /// What aerated lung reads, HU.
  let lung: Float
  private let directions: [PatientVector]
  private let distances: [Double]

  init(plan: RankingPlan, volume: FloatVolume, lung: Float) {
    self.plan = plan
    self.volume = volume
    self.lung = lung
    directions = Self.sphere(plan.rays)
    let step = (plan.reach.upperBound - plan.reach.lowerBound) / Double(plan.samples - 1)
    distances = (0..<plan.samples).map { plan.reach.lowerBound + Double($0) * step }
  }

  /// - Parameter depth: of the blob's middle below the edge of the lung field, in mm.
  func shape(of blob: Blob, depth: Double) -> Shape {
    let radius = max(blob.radius.value, plan.leastRadius.value)
    let spacing = volume.geometry.spacing.x
    let start = volume.geometry.voxel(at: blob.position)
    let centre = PatientVector(x: start.x, y: start.y, z: start.z)
    return volume.storage.withSpan { voxels in
      let trilinear = TrilinearSample(shape: volume.shape)
      let edge = (trilinear.value(of: voxels, at: centre) + lung) / 2
      var (far, near) = (0, 0)
      var ends: [Double] = []
      var extent = SymmetricMatrix(xx: 0, yy: 0, zz: 0, xy: 0, xz: 0, yz: 0)
      for direction in directions {
        var end = distances[distances.count - 1]
        for (sample, distance) in distances.enumerated() {
          let point = centre + direction * (distance * radius / spacing)
          guard trilinear.value(of: voxels, at: point) < edge else { continue }
          end = distance
          far += 1
          if sample < plan.nearSamples { near += 1 }
          break
        }
        extent.add(direction * end)
        ends.append(end)
      }
      let extents = extent.eigenvalues
      let count = Float(directions.count)
      return Shape(
        farExits: Float(far) / count, nearExits: Float(near) / count,
        roundness: Float((max(extents.smallest, 0) / max(extents.largest, .leastNonzeroMagnitude)).squareRoot()),
        depth: Float(min(max(depth / (plan.fullDepth * radius), 0), 1)),
        halfWidth: ends.sorted()[ends.count / 2] * radius)
    }
  }

  /// Directions spread evenly over the sphere. Source: the spherical Fibonacci lattice (González, 2010).
  private static func sphere(_ count: Int) -> [PatientVector] {
    let golden = Double.pi * (1 + 5.0.squareRoot())
    return (0..<count).map { index in
      let height = 1 - 2 * (Double(index) + 0.5) / Double(count)
      let ring = (1 - height * height).squareRoot()
      let angle = golden * (Double(index) + 0.5)
      return PatientVector(x: ring * cos(angle), y: ring * sin(angle), z: height)
    }
  }
}

extension SymmetricMatrix {
  /// Adds the outer product of a vector with itself.
  fileprivate mutating func add(_ vector: PatientVector) {
    xx += vector.x * vector.x
    yy += vector.y * vector.y
    zz += vector.z * vector.z
    xy += vector.x * vector.y
    xz += vector.x * vector.z
    yz += vector.y * vector.z
  }
}

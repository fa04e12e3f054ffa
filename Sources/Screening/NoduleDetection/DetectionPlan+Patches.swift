/// The patches that networks see: cubes round a blob whose voxels grow with the blob, so that a small nodule and a large one
/// look alike.
package struct PatchPlan: Hashable, Sendable {
  /// Voxels along a side.
  package let size: Int
  /// The size of a voxel is `base + growth · σ`, in mm, …
  package let base: Double
  package let growth: Double
  /// … but no less than this.
  package let least: Double

  /// The blob itself.
  package static let near = PatchPlan(size: 16, base: 0, growth: 0.65, least: 0.75)
  /// What surrounds it: a vessel goes on, a wall spreads.
  package static let wide = PatchPlan(size: 16, base: 0.75, growth: 0.85, least: 0)
  /// The blob in more detail.
  package static let fine = PatchPlan(size: 24, base: 0, growth: 0.5, least: 0.75)

  package var voxels: Int { size * size * size }

  func step(of scale: Double) -> Double { max(base + growth * scale, least) }
}

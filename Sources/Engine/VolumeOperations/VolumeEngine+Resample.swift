import StudyModel

extension VolumeEngine {
  /// The volume on a grid of another spacing; the centre of voxel (0, 0, 0) stays where it is.
  ///
  /// Linear along every axis; an axis that shrinks is averaged under a triangle as wide as a new voxel (half width
  /// `max(1, new / old)` input voxels), cut and normalised at the borders. An axis of n voxels has `floor((n - 1) · old
  /// / new) + 1` afterwards: no voxel centre lies outside the old ones. Order of the arithmetic: along y, then z, then
  /// x, in floats, added up with growing index; the weights are computed in doubles and rounded. The result is rounded
  /// half to even.
  /// - Parameter spacing: new distance between voxel centres, in mm.
  /// - Throws: ``OperationError/invalidParameter(name:value:)`` for a spacing, old or new, that is not finite and
  ///   positive, ``OperationError/tooLarge(voxels:)``.
  public func resample(_ volume: Volume, spacing: PatientVector) throws(OperationError) -> Volume {
    let old = volume.geometry
    let axes = try Self.axes(of: old, spacing: spacing)
    let shape = GridShape(x: axes.x.count, y: axes.y.count, z: axes.z.count)
    let geometry = VolumeGeometry(
      shape: shape, origin: old.origin, spacing: spacing, rowAxis: old.rowAxis, columnAxis: old.columnAxis,
      sliceAxis: old.sliceAxis)
    let result = arena.storage(of: Int16.self, count: shape.count)
    nonisolated(unsafe) let source = volume.storage.pointer
    nonisolated(unsafe) let target = result.mutablePointer
    loop.forEachSlab(of: shape.count == 0 ? 0 : shape.y, height: ResampleSweep.height) { rows in
      ResampleSweep(x: axes.x, y: axes.y, z: axes.z, inputs: old.shape, rows: rows, arena: arena)
        .run(source: source, target: target, kernels: kernels.filters)
    }
    return Volume(geometry: geometry, storage: result)
  }

  private static func axes(
    of geometry: VolumeGeometry, spacing: PatientVector
  ) throws(OperationError) -> (x: ResampledAxis, y: ResampledAxis, z: ResampledAxis) {
    let (shape, old) = (geometry.shape, geometry.spacing)
    let plans = [
      (name: "spacing.x", inputs: shape.x, old: old.x, new: spacing.x),
      (name: "spacing.y", inputs: shape.y, old: old.y, new: spacing.y),
      (name: "spacing.z", inputs: shape.z, old: old.z, new: spacing.z),
    ]
    var voxels = 1.0
    for plan in plans {
      for value in [plan.old, plan.new] where !(value > 0 && value.isFinite) {
        throw .invalidParameter(name: plan.name, value: value)
      }
      let count = ResampledAxis.count(of: plan.inputs, spacing: plan.old, new: plan.new)
      guard count <= Double(maximumVoxels) else { throw .tooLarge(voxels: count) }
      voxels *= count
    }
    guard voxels <= Double(maximumVoxels) else { throw .tooLarge(voxels: voxels) }
    let axes = plans.map { ResampledAxis(inputs: $0.inputs, spacing: $0.old, new: $0.new) }
    return (axes[0], axes[1], axes[2])
  }
}

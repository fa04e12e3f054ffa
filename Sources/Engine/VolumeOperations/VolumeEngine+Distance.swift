import StudyModel

extension VolumeEngine {
  /// The Euclidean distance of every voxel of a mask to the nearest voxel that is not set, centre to centre, in mm; 0 for
  /// voxels that are not set, infinite where all are set. Nothing lies outside the volume.
  ///
  /// Exact on anisotropic grids: `√(min over z' (min over y' (x² + y²) + z²))`, squares in doubles rounded to floats, sums
  /// in floats.
  /// - Throws: ``OperationError/invalidParameter(name:value:)`` for a spacing that is not finite and positive.
  /// - Complexity: linear in the voxels of the mask's box times the eighth of their distances, in voxels.
  /// - Source: Felzenszwalb and Huttenlocher, Distance transforms of sampled functions, 2012, for the separation.
  public func distance(inside mask: MaskVolume) throws(OperationError) -> FloatVolume {
    let (shape, spacing) = (mask.shape, mask.geometry.spacing)
    for (name, length) in [("spacing.x", spacing.x), ("spacing.y", spacing.y), ("spacing.z", spacing.z)]
    where !(length > 0 && length.isFinite) {
      throw .invalidParameter(name: name, value: length)
    }
    let result = arena.storage(of: Float.self, count: shape.count)
    nonisolated(unsafe) let target = result.mutablePointer
    // Beyond the shell round the mask's box no voxel is nearer than one on it.
    let box = boundingBox(mask)?.grown(x: 1, y: 1, z: 1, within: shape)
    let inner = box ?? VoxelBox(x: 0..<0, y: 0..<0, z: 0..<0)
    loop.forEachSlab(of: shape.z, height: 1) { slab in
      let z = slab.lowerBound
      guard inner.z.contains(z) else {
        (target + z * shape.slice).update(repeating: 0, count: shape.slice)
        return
      }
      for y in 0..<shape.y {
        let row = target + shape.offset(x: 0, y: y, z: z)
        guard inner.y.contains(y) else {
          row.update(repeating: 0, count: shape.x)
          continue
        }
        row.update(repeating: 0, count: inner.x.lowerBound)
        (row + inner.x.upperBound).update(repeating: 0, count: shape.x - inner.x.upperBound)
      }
    }
    if let box {
      DistanceSweep(box: box, mask: mask, kernels: kernels.masks, loop: loop, arena: arena).run(target: target)
    }
    return FloatVolume(geometry: mask.geometry, storage: result)
  }
}

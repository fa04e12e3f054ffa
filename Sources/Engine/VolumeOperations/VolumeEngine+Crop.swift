import StudyModel

extension VolumeEngine {
  /// A block of the volume, as a volume of its own; its geometry begins at the first voxel of the block.
  /// - Throws: ``OperationError/boxOutside(_:shape:)`` for a box that reaches outside.
  public func crop(_ volume: Volume, to box: VoxelBox) throws(OperationError) -> Volume {
    let geometry = try volume.geometry.cropped(to: box)
    let (old, shape) = (volume.shape, geometry.shape)
    let result = arena.storage(of: Int16.self, count: shape.count)
    nonisolated(unsafe) let source = volume.storage.pointer
    nonisolated(unsafe) let target = result.mutablePointer
    loop.forEachSlab(of: shape.z) { slab in
      for z in slab {
        for y in 0..<shape.y {
          let start = old.offset(x: box.x.lowerBound, y: box.y.lowerBound + y, z: box.z.lowerBound + z)
          (target + shape.offset(x: 0, y: y, z: z)).update(from: source + start, count: shape.x)
        }
      }
    }
    return Volume(geometry: geometry, storage: result)
  }
}

extension VolumeGeometry {
  /// The grid of a block of this one.
  /// - Throws: ``OperationError/boxOutside(_:shape:)`` for a box that reaches outside.
  public func cropped(to box: VoxelBox) throws(OperationError) -> VolumeGeometry {
    guard box.lies(in: shape) else { throw .boxOutside(box, shape: shape) }
    let first = position(x: Double(box.x.lowerBound), y: Double(box.y.lowerBound), z: Double(box.z.lowerBound))
    return VolumeGeometry(
      shape: box.shape, origin: first, spacing: spacing, rowAxis: rowAxis, columnAxis: columnAxis, sliceAxis: sliceAxis)
  }
}

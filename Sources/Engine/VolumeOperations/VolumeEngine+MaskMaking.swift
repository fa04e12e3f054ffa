import StudyModel

extension VolumeEngine {
  /// A mask in which a box is set; what of the box lies outside is left out.
  public func box(_ box: VoxelBox, in geometry: VolumeGeometry) -> MaskVolume {
    let shape = geometry.shape
    let result = empty(geometry)
    let columns = box.x.clamped(to: 0..<shape.x)
    guard !columns.isEmpty else { return result }
    let layout = MaskLayout(of: shape)
    for z in box.z.clamped(to: 0..<shape.z) {
      for y in box.y.clamped(to: 0..<shape.y) {
        let row = result.words.mutablePointer + (z * shape.y + y) * layout.wordsPerRow
        for x in columns { row[x >> 6] |= 1 << UInt64(x & 63) }
      }
    }
    return result
  }

  /// The mask on another grid with the same axes: each voxel is set where the nearest voxel of the mask is. Half-way points
  /// take the higher index; outside, the outermost voxels go on.
  /// - Throws: ``OperationError/invalidParameter(name:value:)`` for a spacing that is not finite and positive.
  public func regrid(_ mask: MaskVolume, to geometry: VolumeGeometry) throws(OperationError) -> MaskVolume {
    let (old, new) = (mask.geometry, geometry)
    let start = old.voxel(at: new.origin)
    let plans = [
      (name: "spacing.x", old.spacing.x, new.spacing.x), (name: "spacing.y", old.spacing.y, new.spacing.y),
      (name: "spacing.z", old.spacing.z, new.spacing.z),
    ]
    for plan in plans {
      for value in [plan.1, plan.2] where !(value > 0 && value.isFinite) {
        throw .invalidParameter(name: plan.name, value: value)
      }
    }
    guard new.shape.count > 0, old.shape.count > 0 else { return empty(new) }
    let x = Self.nearest(start.x, new.spacing.x / old.spacing.x, count: new.shape.x, within: old.shape.x)
    let y = Self.nearest(start.y, new.spacing.y / old.spacing.y, count: new.shape.y, within: old.shape.y)
    let z = Self.nearest(start.z, new.spacing.z / old.spacing.z, count: new.shape.z, within: old.shape.z)

    let result = empty(new)
    let (from, to) = (MaskLayout(of: old.shape), MaskLayout(of: new.shape))
    nonisolated(unsafe) let source = mask.words.pointer
    nonisolated(unsafe) let target = result.words.mutablePointer
    loop.forEachSlab(of: new.shape.z) { slab in
      for k in slab {
        for j in 0..<new.shape.y {
          let row = target + (k * new.shape.y + j) * to.wordsPerRow
          if j > 0, y[j] == y[j - 1] {
            row.update(from: row - to.wordsPerRow, count: to.wordsPerRow)
            continue
          }
          let words = source + (z[k] * old.shape.y + y[j]) * from.wordsPerRow
          for (i, column) in x.enumerated() {
            row[i >> 6] |= (words[column >> 6] >> UInt64(column & 63) & 1) << UInt64(i & 63)
          }
        }
      }
    }
    return result
  }

  /// The nearest old index of each new one along an axis.
  private static func nearest(_ start: Double, _ step: Double, count: Int, within limit: Int) -> [Int] {
    (0..<count).map { index in
      let position = (start + Double(index) * step + 0.5).rounded(.down)
      return Int(min(max(position, 0), Double(limit - 1)))
    }
  }
}

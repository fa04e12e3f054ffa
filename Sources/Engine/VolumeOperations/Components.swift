import StudyModel

/// The connected components of a mask, numbered from 1 in scan order of their first voxels.
///
/// Kept as runs of voxels, which cost a fraction of a label a voxel; ``VolumeEngine/select(_:where:)`` and
/// ``VolumeEngine/labels(of:)`` draw them.
public struct Components: Sendable {
  /// Where the mask lay.
  public let geometry: VolumeGeometry
  /// How many there are: labels run from 1 to this.
  public let count: Int
  let runs: RunTable
  let sums: VoxelStorage<ComponentSums>

  /// Count, box, centroid and touched faces of one component.
  /// - Precondition: `label` is one of `1...count`.
  public func statistics(of label: UInt32) -> ComponentStatistics {
    precondition(label >= 1 && label <= count, "no component has this label")
    return sums[Int(label) - 1].statistics(label: label, in: geometry.shape)
  }

  /// The statistics of all components in order of their labels, made anew on every call.
  public var statistics: [ComponentStatistics] { (0..<count).map { statistics(of: UInt32($0 + 1)) } }

  /// The component with the most voxels, of equals the one with the lowest label; `nil` where there is none.
  public var largest: ComponentStatistics? {
    (0..<count).lazy.map { statistics(of: UInt32($0 + 1)) }.reduce(nil as ComponentStatistics?) { best, next in
      if let best, best.count >= next.count { return best }
      return next
    }
  }

  /// The label of the component that voxel (`i`, `j`, `k`) belongs to; 0 for background and outside the volume.
  /// - Complexity: logarithmic in the runs of the row.
  public func label(x i: Int, y j: Int, z k: Int) -> UInt32 {
    guard geometry.shape.contains(x: i, y: j, z: k) else { return 0 }
    return runs.label(x: UInt32(i), row: k * geometry.shape.y + j)
  }
}

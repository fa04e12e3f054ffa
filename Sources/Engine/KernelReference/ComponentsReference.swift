/// Connected components by flooding, the twin of the run-based ones.
public enum ComponentsReference {
  /// The steps from a voxel to its neighbours.
  public enum Neighbours: Sendable {
    /// Across an edge within the slice.
    case four
    /// Across a face.
    case six
    /// Across a face, an edge or a corner.
    case twentySix

    var steps: [(x: Int, y: Int, z: Int)] {
      var steps: [(x: Int, y: Int, z: Int)] = []
      for k in -1...1 {
        for j in -1...1 {
          for i in -1...1 {
            let moved = abs(i) + abs(j) + abs(k)
            let isStep =
              switch self {
              case .four: moved == 1 && k == 0
              case .six: moved == 1
              case .twentySix: moved > 0
              }
            if isStep { steps.append((i, j, k)) }
          }
        }
      }
      return steps
    }
  }

  /// A number for every voxel: 0 where the mask is not set, else the number of its component, from 1 in scan order of the
  /// components' first voxels.
  public static func labels(_ mask: [Bool], grid: ReferenceGrid, neighbours: Neighbours) -> [UInt32] {
    let steps = neighbours.steps
    var labels = [UInt32](repeating: 0, count: mask.count)
    var last: UInt32 = 0
    for seed in mask.indices where mask[seed] && labels[seed] == 0 {
      last += 1
      labels[seed] = last
      var front = [seed]
      while let voxel = front.popLast() {
        let at = grid.voxel(voxel)
        for step in steps {
          guard let next = grid.offset(at.x + step.x, at.y + step.y, at.z + step.z) else { continue }
          if mask[next] && labels[next] == 0 {
            labels[next] = last
            front.append(next)
          }
        }
      }
    }
    return labels
  }
}

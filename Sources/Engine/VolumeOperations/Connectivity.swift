/// Which voxels are neighbours.
public enum Connectivity: Hashable, Sendable, CaseIterable {
  /// Across an edge within the slice; every slice stands for itself.
  case four
  /// Across a face.
  case six
  /// Across a face, an edge or a corner.
  case twentySix

  /// The rows before a row in scan order whose voxels can be neighbours of its voxels: steps along y in the same slice,
  /// and in the slice before.
  var rowsBefore: (inSlice: [Int], inSliceBefore: [Int]) {
    switch self {
    case .four: ([-1], [])
    case .six: ([-1], [0])
    case .twentySix: ([-1], [-1, 0, 1])
    }
  }

  /// How far apart along x voxels of such rows may lie.
  var reach: UInt32 { self == .twentySix ? 1 : 0 }
}

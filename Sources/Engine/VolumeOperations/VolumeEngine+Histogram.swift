import StudyModel
import Synchronization

extension VolumeEngine {
  /// The values of a volume, counted.
  /// - Parameters:
  ///   - slices: which slices are looked at, each as often as it is named, those that are not there left out; all where none
  ///     are given.
  ///   - step: of those, every so many voxels along x and y, from the first on.
  /// - Precondition: steps are at least 1.
  public func histogram(of volume: Volume, slices: [Int]? = nil, step: (x: Int, y: Int) = (1, 1)) -> Histogram {
    precondition(step.x >= 1 && step.y >= 1, "a step leads somewhere")
    let shape = volume.shape
    let chosen = (slices ?? Array(0..<shape.z)).filter { (0..<shape.z).contains($0) }
    let total = Mutex([Int](repeating: 0, count: Self.values))
    nonisolated(unsafe) let source = volume.storage.pointer
    loop.forEachSlab(of: shape.slice == 0 ? 0 : chosen.count) { slab in
      arena.withScratch(of: UInt32.self, count: 2 * Self.values) { counts in
        counts.update(repeating: 0, count: 2 * Self.values)
        for z in chosen[slab] {
          for y in stride(from: 0, to: shape.y, by: step.y) {
            kernels.intensity.countValues(
              source + shape.offset(x: 0, y: y, z: z), (shape.x - 1) / step.x + 1, step.x, counts)
          }
        }
        total.withLock { sums in
          for value in 0..<Self.values { sums[value] += Int(counts[value]) + Int(counts[value + Self.values]) }
        }
      }
    }
    return Histogram(counts: total.withLock { $0 })
  }

  /// What 16 bits can hold.
  private static let values = 65536
}

import StudyModel
import TestSupport
import VolumeOperations

extension TestGrid {
  /// Rows and slices round every vector width, unroll and slab of the filters, empty volumes and single voxels.
  static let filtered: [TestGrid] =
    [1, 7, 8, 9, 15, 31, 32, 33, 40, 71].map { TestGrid($0, 5, 3, spacing: (0.7, 0.7, 1.25)) }
    + [
      TestGrid(1, 1, 1), TestGrid(0, 4, 4), TestGrid(5, 0, 3), TestGrid(5, 3, 0), TestGrid(9, 1, 1), TestGrid(1, 9, 1),
      TestGrid(1, 1, 9), TestGrid(10, 17, 8, spacing: (0.5, 0.8, 2.5)), TestGrid(12, 9, 17, spacing: (1, 1, 0.6)),
      TestGrid(20, 35, 4),
    ]

  /// Whole numbers between `range`'s ends.
  func integers(in range: ClosedRange<Int16>, seed: Int) -> [Int16] {
    var random = SplitMix64(seed: seed)
    return (0..<shape.count).map { _ in Int16.random(in: range, using: &random) }
  }

  /// Numbers between `range`'s ends.
  func floats(in range: ClosedRange<Float>, seed: Int) -> [Float] {
    var random = SplitMix64(seed: seed)
    return (0..<shape.count).map { _ in Float.random(in: range, using: &random) }
  }

  func volume<Element>(_ values: [Element]) -> VoxelGrid<Element> {
    VoxelGrid(geometry: geometry, storage: storage(values))
  }

  private func storage<Element>(_ values: [Element]) -> VoxelStorage<Element> {
    let storage = VoxelStorage<Element>(count: values.count)
    storage.withMutableSpan { span in
      for index in span.indices { span[index] = values[index] }
    }
    return storage
  }
}

extension VoxelGrid {
  var values: [Element] { (0..<shape.count).map { storage[$0] } }
}

extension [Float] {
  /// Floats as bits: equal only where they are the same.
  var bits: [UInt32] { map(\.bitPattern) }
}

import KernelReference
import StudyModel
import TestSupport
import Testing
import VolumeOperations

@Suite("threshold: every instruction set and thread count against the twin")
struct ThresholdTests {
  private func volume(_ grid: TestGrid, seed: Int) -> Volume {
    var random = SplitMix64(seed: seed)
    let storage = VoxelStorage<Int16>(count: grid.shape.count)
    storage.withMutableSpan { span in
      // Few values, so that both ends of a range are met.
      for index in span.indices {
        span[index] = [-32768, -1024, -500, -1, 0, 1, 500, 32767].randomElement(using: &random)!
      }
    }
    return Volume(geometry: grid.geometry, storage: storage)
  }

  @Test("same bits as the twin", arguments: TestGrid.awkward)
  func agrees(grid: TestGrid) {
    let volume = volume(grid, seed: grid.shape.count)
    let voxels = (0..<grid.shape.count).map { volume.storage[$0] }
    for range: ClosedRange<Int16> in [-500...0, -1024 ... -500, -32768...32767, 500...500, 2...499, 1...32767] {
      let expected = ThresholdReference.within(voxels, low: range.lowerBound, high: range.upperBound)
      for engine in Engines.all {
        let mask = engine.threshold(volume, within: range)
        #expect(mask.bits == expected, "\(range), \(Engines.name(engine))")
        #expect(mask.hasCleanPadding)
      }
    }
  }

  @Test("below and above leave the limit out, at the ends of the scale too")
  func limits() {
    let grid = TestGrid(65, 3, 2)
    let volume = volume(grid, seed: 7)
    let voxels = (0..<grid.shape.count).map { volume.storage[$0] }
    for engine in Engines.all {
      for limit: Int16 in [-32768, -500, 0, 32767] {
        #expect(engine.threshold(volume, below: limit).bits == voxels.map { $0 < limit })
        #expect(engine.threshold(volume, above: limit).bits == voxels.map { $0 > limit })
      }
    }
  }

  @Test("law: a higher limit never loses a voxel from below", arguments: 0..<10)
  func isMonotone(seed: Int) throws {
    let volume = volume(TestGrid(67, 5, 3), seed: seed)
    let engine = Engines.all[seed % Engines.all.count]
    let low = engine.threshold(volume, below: -500)
    let high = engine.threshold(volume, below: 500)
    #expect(engine.count(try engine.subtracting(low, high)) == 0)
  }
}

import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("histogram: every instruction set and thread count against the twin")
struct HistogramTests {
  @Test("every value is counted as often as it occurs", arguments: TestGrid.awkward + [TestGrid(5, 4, 1000)])
  func agrees(grid: TestGrid) {
    let values = grid.integers(in: .min ... .max, seed: 31).map { $0 % 5 == 0 ? .min : $0 % 7 == 0 ? .max : $0 / 500 }
    for step in [(x: 1, y: 1, z: 1), (x: 2, y: 3, z: 4), (x: 64, y: 1, z: 1)] {
      let expected = HistogramReference.counts(values, grid: grid.reference, step: step)
      let slices = Array(stride(from: 0, to: grid.shape.z, by: step.z))
      for engine in Engines.all {
        let found = engine.histogram(of: grid.volume(values), slices: slices, step: (step.x, step.y))
        #expect(found.count == expected.values.reduce(0, +), "\(Engines.name(engine))")
        for (value, count) in expected { #expect(found.number(in: Int(value)..<Int(value) + 1) == count) }
        #expect(found.lowest == expected.keys.min() && found.highest == expected.keys.max())
      }
    }
  }

  @Test("percentiles are those of the sorted values; shares are parts of the count")
  func percentiles() {
    let grid = TestGrid(13, 7, 5)
    let values = grid.integers(in: -1000...400, seed: 3)
    let sorted = values.sorted()
    let found = Engines.all[0].histogram(of: grid.volume(values))
    for place in 1...sorted.count {
      #expect(found.percentile(Double(place) / Double(sorted.count)) == sorted[place - 1])
    }
    #expect(found.percentile(0) == sorted.first && found.percentile(-1) == sorted.first)
    #expect(found.percentile(2) == sorted.last)
    #expect(found.share(of: -40000..<40000) == 1)
    #expect(found.share(of: -500..<0) == Double(sorted.count { (-500..<0).contains($0) }) / Double(sorted.count))
  }

  @Test("of nothing there is nothing; slices that are not there are left out, others count as often as they are named")
  func slices() {
    let grid = TestGrid(3, 2, 2)
    let volume = grid.volume([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2] as [Int16])
    let found = Engines.all[0].histogram(of: volume, slices: [1, 7, -1, 1])
    #expect(found.count == 12 && found.lowest == 2)
    let nothing = Engines.all[0].histogram(of: volume, slices: [])
    #expect(
      nothing.count == 0 && nothing.lowest == nil && nothing.percentile(0.5) == nil && nothing.share(of: 0..<9) == 0)
  }
}

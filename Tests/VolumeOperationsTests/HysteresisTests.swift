import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("hysteresis: every instruction set and thread count against the twin")
struct HysteresisTests {
  @Test("the parts that a seed lies in", arguments: TestGrid.awkward + [TestGrid(5, 4, 1000)])
  func agrees(grid: TestGrid) throws {
    for density in [0.1, 0.35, 0.6] {
      let (mask, seeds) = (grid.noise(density, seed: 21), grid.noise(0.02, seed: 22))
      for (connectivity, neighbours) in ComponentsTests.neighbours {
        let labels = ComponentsReference.labels(mask, grid: grid.reference, neighbours: neighbours)
        let reached = Set(zip(labels, seeds).filter { $0.0 > 0 && $0.1 }.map(\.0))
        for engine in Engines.all {
          let found = try engine.grow(grid.mask(seeds), within: grid.mask(mask), connectivity: connectivity)
          #expect(found.bits == labels.map { reached.contains($0) }, "\(Engines.name(engine))")
          #expect(found.hasCleanPadding)
        }
      }
    }
  }

  @Test("seeds of another shape are refused")
  func refusals() {
    let (grid, other) = (TestGrid(5, 5, 5), TestGrid(5, 5, 6))
    #expect(throws: OperationError.shapeMismatch(expected: grid.shape, found: other.shape)) {
      _ = try Engines.all[0].grow(
        other.mask([Bool](repeating: true, count: 150)), within: grid.mask([Bool](repeating: true, count: 125)),
        connectivity: .six)
    }
  }
}

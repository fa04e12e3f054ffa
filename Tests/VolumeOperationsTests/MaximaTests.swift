import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("local maxima: every instruction set and thread count against the twin")
struct MaximaTests {
  @Test("places and values are those of the twin", arguments: BlobTests.grids + [TestGrid(5, 4, 1000)])
  func agrees(grid: TestGrid) throws {
    // Few different values: ties everywhere.
    let values = grid.integers(in: -2...2, seed: grid.shape.count + 1).map { Float($0) }
    for inside in [grid.boxes(6, seed: 2), [Bool](repeating: true, count: grid.shape.count)] {
      let expected = BlobReference.maxima(values, grid: grid.reference, mask: inside, minimum: 1)
      for engine in Engines.all {
        let found = try engine.maxima(of: grid.volume(values), inside: grid.mask(inside), minimum: 1)
        #expect(
          found.map { grid.shape.offset(x: $0.x, y: $0.y, z: $0.z) } == expected.map(\.offset),
          "\(Engines.name(engine))")
        #expect(found.map(\.value) == expected.map(\.response))
      }
    }
  }

  @Test("the place between voxels is the peak of the parabola")
  func offset() throws {
    let grid = TestGrid(5, 5, 5)
    var values = [Float](repeating: 0, count: 125)
    for (place, value) in [
      ((2, 2, 2), 4.0), ((1, 2, 2), 2), ((3, 2, 2), 0), ((2, 3, 2), 4), ((2, 2, 1), 1), ((2, 2, 3), 1),
    ] {
      values[grid.shape.offset(x: place.0, y: place.1, z: place.2)] = Float(value)
    }
    let found = try Engines.all[0].maxima(
      of: grid.volume(values), inside: grid.mask([Bool](repeating: true, count: 125)), minimum: 1)
    try #require(found.count == 1)
    #expect(abs(found[0].offset.x + 1.0 / 6) < 1e-6)
    #expect(found[0].offset.y == 0.5)
    #expect(found[0].offset.z == 0)
  }

  @Test("what cannot be searched is refused")
  func refusals() {
    let grid = TestGrid(5, 5, 5)
    let volume = grid.volume([Float](repeating: 0, count: 125))
    let other = TestGrid(5, 5, 6)
    #expect(throws: OperationError.shapeMismatch(expected: grid.shape, found: other.shape)) {
      _ = try Engines.all[0].maxima(
        of: volume, inside: other.mask([Bool](repeating: true, count: 150)), minimum: 1)
    }
    #expect(throws: OperationError.self) {
      _ = try Engines.all[0].maxima(
        of: volume, inside: grid.mask([Bool](repeating: true, count: 125)), minimum: .nan)
    }
  }
}

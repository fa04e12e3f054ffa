import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("intensities under a mask: every instruction set and thread count against the twin")
struct MaskedTests {
  @Test("same values as the twin", arguments: TestGrid.awkward)
  func agrees(grid: TestGrid) throws {
    let values = grid.integers(in: .min ... .max, seed: grid.shape.count)
    for density in [-1, 0.1, 0.5, 0.9, 2] {
      let bits = grid.noise(density, seed: grid.shape.x)
      let expected = MaskedReference.clamp(values, inside: bits, to: -1000...200, outside: -860)
      for engine in Engines.all {
        let result = try engine.masked(
          grid.volume(values), inside: grid.mask(bits), clampedTo: -1000...200, outside: -860)
        #expect(result.values == expected, "density \(density), \(Engines.name(engine))")
      }
    }
  }

  @Test("a mask of another shape is refused")
  func otherShape() {
    let (grid, other) = (TestGrid(5, 4, 3), TestGrid(5, 4, 2))
    let volume = grid.volume(grid.integers(in: 0...9, seed: 1))
    let mask = other.mask(other.noise(0.5, seed: 1))
    #expect(throws: OperationError.shapeMismatch(expected: grid.shape, found: other.shape)) {
      try Engines.all[0].masked(volume, inside: mask, clampedTo: 0...1, outside: 0)
    }
  }
}

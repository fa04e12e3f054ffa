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

  @Test("a block under a mask of its own is what a crop under that mask is")
  func blocks() throws {
    let grid = TestGrid(70, 11, 18)
    let volume = grid.volume(grid.integers(in: .min ... .max, seed: 1))
    for box in [
      VoxelBox(of: grid.shape), VoxelBox(x: 3..<69, y: 10..<11, z: 1..<18), VoxelBox(x: 5..<5, y: 0..<11, z: 0..<18),
      VoxelBox(x: 9..<17, y: 2..<9, z: 0..<9),
    ] {
      let block = TestGrid(box.shape.x, box.shape.y, box.shape.z)
      let mask = block.mask(block.noise(0.5, seed: 2))
      let part = try Engines.all[0].crop(volume, to: box)
      let expected = try Engines.all[0].masked(part, inside: mask, clampedTo: -1000...200, outside: -860)
      for engine in Engines.all {
        let result = try engine.masked(volume, box: box, inside: mask, clampedTo: -1000...200, outside: -860)
        #expect(result.values == expected.values && result.geometry == part.geometry, "\(Engines.name(engine))")
      }
    }
    let outside = VoxelBox(x: 0..<71, y: 0..<11, z: 0..<18)
    let mask = grid.mask(grid.noise(0.5, seed: 2))
    #expect(throws: OperationError.boxOutside(outside, shape: grid.shape)) {
      try Engines.all[0].masked(volume, box: outside, inside: mask, clampedTo: 0...1, outside: 0)
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

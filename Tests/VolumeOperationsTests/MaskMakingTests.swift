import StudyModel
import Testing
import VolumeOperations

@Suite("masks from boxes, on other grids, and over components")
struct MaskMakingTests {
  @Test("a box is set inside the volume and nowhere else", arguments: TestGrid.awkward)
  func boxes(grid: TestGrid) {
    let engine = Engines.all[0]
    for box in [
      VoxelBox(of: grid.shape), VoxelBox(x: 1..<64, y: 1..<2, z: 0..<1), VoxelBox(x: -3..<500, y: 0..<9, z: 1..<9),
    ] {
      let mask = engine.box(box, in: grid.geometry)
      let expected = (0..<grid.shape.count).map { offset in
        let at = grid.reference.voxel(offset)
        return box.contains(x: at.x, y: at.y, z: at.z)
      }
      #expect(mask.bits == expected)
      #expect(mask.hasCleanPadding)
    }
  }

  @Test("a box without its sides")
  func shrunk() {
    let box = VoxelBox(x: 0..<5, y: 2..<4, z: 0..<3)
    #expect(box.shrunk(x: 1, y: 1) == VoxelBox(x: 1..<4, y: 3..<3, z: 0..<3))
    #expect(box.shrunk(x: 9, y: 0).shape.count == 0)
  }

  @Test("regrid takes the nearest voxel", arguments: TestGrid.awkward)
  func regrid(grid: TestGrid) throws {
    let bits = grid.noise(0.4, seed: grid.shape.count)
    let target = VolumeGeometry(
      shape: GridShape(x: 2 * grid.shape.x + 5, y: 2 * grid.shape.y, z: grid.shape.z),
      origin: PatientVector(x: -1, y: 0, z: 0), spacing: PatientVector(x: 0.5, y: 0.6, z: 1.3))
    let expected = (0..<target.shape.count).map { offset -> Bool in
      let (i, j) = (offset % target.shape.x, offset / target.shape.x % target.shape.y)
      let k = offset / target.shape.slice
      func nearest(_ position: Double, _ count: Int) -> Int {
        min(max(Int((position + 0.5).rounded(.down)), 0), count - 1)
      }
      guard grid.shape.count > 0 else { return false }
      return bits[
        grid.shape.offset(
          x: nearest(Double(i) * 0.5 - 1, grid.shape.x), y: nearest(Double(j) * 0.6, grid.shape.y),
          z: nearest(Double(k) * 1.3, grid.shape.z))]
    }
    for engine in Engines.all {
      let mask = try engine.regrid(grid.mask(bits), to: target)
      #expect(mask.bits == expected, "\(Engines.name(engine))")
      #expect(mask.hasCleanPadding)
    }
  }

  @Test("regrid refuses a spacing that is no length")
  func badSpacing() {
    let grid = TestGrid(3, 3, 3)
    let target = VolumeGeometry(shape: grid.shape, origin: .zero, spacing: PatientVector(x: 1, y: 1, z: 0))
    #expect(throws: OperationError.invalidParameter(name: "spacing.z", value: 0)) {
      try Engines.all[0].regrid(grid.mask(grid.noise(0.5, seed: 1)), to: target)
    }
  }

  @Test("overlap counts the voxels of every component under a mask", arguments: TestGrid.awkward)
  func overlap(grid: TestGrid) throws {
    let mask = grid.noise(0.5, seed: 3)
    for bits in [grid.noise(0.3, seed: 1), grid.boxes(25, seed: 2), grid.noise(2, seed: 0), grid.noise(-1, seed: 0)] {
      for engine in Engines.all {
        let components = try engine.components(grid.mask(bits), connectivity: .six)
        let labels = engine.labels(of: components)
        var expected = [Int](repeating: 0, count: components.count + 1)
        for offset in bits.indices where bits[offset] && mask[offset] { expected[Int(labels.storage[offset])] += 1 }
        #expect(try engine.overlap(of: components, with: grid.mask(mask)) == expected, "\(Engines.name(engine))")
      }
    }
  }

  @Test("overlap refuses a mask of another shape")
  func overlapOfOtherShape() throws {
    let (grid, other) = (TestGrid(5, 4, 3), TestGrid(5, 4, 2))
    let engine = Engines.all[0]
    let components = try engine.components(grid.mask(grid.noise(0.5, seed: 1)), connectivity: .six)
    #expect(throws: OperationError.shapeMismatch(expected: grid.shape, found: other.shape)) {
      try engine.overlap(of: components, with: other.mask(other.noise(0.5, seed: 1)))
    }
  }

  @Test("a parallel map keeps the order", arguments: [0, 1, 2, 1000])
  func map(count: Int) {
    for engine in Engines.all {
      #expect(engine.loop.map(count) { $0 * $0 } == (0..<count).map { $0 * $0 })
    }
  }
}

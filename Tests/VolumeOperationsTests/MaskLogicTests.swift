import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("mask logic: every instruction set against the twin")
struct MaskLogicTests {
  @Test("same bits as the twin", arguments: TestGrid.awkward)
  func agrees(grid: TestGrid) throws {
    let (a, b) = (grid.noise(0.4, seed: 1), grid.boxes(9, seed: 2))
    let (maskA, maskB) = (grid.mask(a), grid.mask(b))
    for engine in Engines.all {
      let name = Comment(rawValue: Engines.name(engine))
      #expect(try engine.intersection(maskA, maskB).bits == MaskLogicReference.intersect(a, b), name)
      #expect(try engine.union(maskA, maskB).bits == MaskLogicReference.unite(a, b), name)
      #expect(try engine.subtracting(maskA, maskB).bits == MaskLogicReference.subtract(a, b), name)
      #expect(engine.complement(maskA).bits == MaskLogicReference.complement(a), name)
      #expect(engine.complement(maskA).hasCleanPadding, name)
      #expect(engine.count(maskA) == MaskLogicReference.count(a), name)
      #expect(engine.count(engine.empty(grid.geometry)) == 0, name)
    }
  }

  @Test("law: De Morgan", arguments: 0..<20)
  func deMorgan(seed: Int) throws {
    let grid = TestGrid(60 + seed, 3, 4)
    let (a, b) = (grid.mask(grid.noise(0.5, seed: seed)), grid.mask(grid.noise(0.5, seed: seed + 100)))
    let engine = Engines.all[seed % Engines.all.count]
    let left = engine.complement(try engine.union(a, b))
    let right = try engine.intersection(engine.complement(a), engine.complement(b))
    #expect(left.bits == right.bits, "seed \(seed)")
    #expect(engine.count(a) + engine.count(engine.complement(a)) == grid.shape.count, "seed \(seed)")
  }

  @Test("masks of two shapes are refused")
  func refusesShapes() {
    let (a, b) = (TestGrid(64, 2, 2), TestGrid(65, 2, 2))
    let engine = Engines.all[0]
    let error = OperationError.shapeMismatch(expected: a.shape, found: b.shape)
    #expect(throws: error) { try engine.union(engine.empty(a.geometry), engine.empty(b.geometry)) }
    #expect(throws: error) { try engine.intersection(engine.empty(a.geometry), engine.empty(b.geometry)) }
    #expect(throws: error) { try engine.subtracting(engine.empty(a.geometry), engine.empty(b.geometry)) }
  }

  @Test("the bounding box holds every voxel and no smaller one does", arguments: TestGrid.awkward)
  func boundingBox(grid: TestGrid) {
    let engine = Engines.all[0]
    #expect(engine.boundingBox(engine.empty(grid.geometry)) == nil)
    for seed in 0..<5 {
      let bits = grid.noise(3.0 / Double(max(grid.shape.count, 1)), seed: seed)
      let voxels = bits.indices.filter { bits[$0] }.map(grid.reference.voxel)
      let box = engine.boundingBox(grid.mask(bits))
      guard let x = voxels.map(\.x).min(), let y = voxels.map(\.y).min(), let z = voxels.map(\.z).min() else {
        #expect(box == nil)
        continue
      }
      #expect(
        box
          == VoxelBox(
            x: x..<(voxels.map(\.x).max()! + 1), y: y..<(voxels.map(\.y).max()! + 1),
            z: z..<(voxels.map(\.z).max()! + 1)))
    }
  }
}

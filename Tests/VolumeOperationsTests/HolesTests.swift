import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("holes: every instruction set and thread count against flooding")
struct HolesTests {
  /// The mask and every background component that the rim does not reach.
  private func filled(_ bits: [Bool], _ grid: TestGrid, slicewise: Bool) -> [Bool] {
    let background = ComponentsReference.labels(
      MaskLogicReference.complement(bits), grid: grid.reference, neighbours: slicewise ? .four : .six)
    var open: Set<UInt32> = []
    for (offset, label) in background.enumerated() {
      let at = grid.reference.voxel(offset)
      let atSide = at.x == 0 || at.x == grid.shape.x - 1 || at.y == 0 || at.y == grid.shape.y - 1
      if atSide || (!slicewise && (at.z == 0 || at.z == grid.shape.z - 1)) { open.insert(label) }
    }
    return zip(bits, background).map { $0 || !open.contains($1) }
  }

  @Test("same bits as flooding from the rim", arguments: TestGrid.awkward + [TestGrid(66, 30, 19)], [true, false])
  func agrees(grid: TestGrid, slicewise: Bool) throws {
    for bits in [grid.noise(0.65, seed: 5), grid.boxes(40, seed: 6)] {
      let expected = filled(bits, grid, slicewise: slicewise)
      for engine in Engines.all {
        let result = try engine.fillHoles(grid.mask(bits), slicewise: slicewise)
        #expect(result.bits == expected, "\(Engines.name(engine))")
      }
    }
  }

  @Test("a hollow ball is filled; a tube open at one end only slice by slice")
  func shapes() throws {
    let grid = TestGrid(20, 20, 20)
    func shell(_ isWall: (Int, Int, Int) -> Bool) -> MaskVolume {
      grid.mask(
        (0..<grid.shape.count).map {
          let at = grid.reference.voxel($0)
          return isWall(at.x, at.y, at.z)
        })
    }
    func square(_ x: Int, _ y: Int, _ z: Int) -> Int { (x - 10) * (x - 10) + (y - 10) * (y - 10) + (z - 10) * (z - 10) }
    let ball = shell { (36...64).contains(square($0, $1, $2)) }
    let tube = shell { (36...64).contains(square($0, $1, 10)) && $2 >= 3 }
    let engine = Engines.all[0]
    #expect(try engine.fillHoles(ball, slicewise: false).contains(x: 10, y: 10, z: 10))
    #expect(try !engine.fillHoles(tube, slicewise: false).contains(x: 10, y: 10, z: 10))
    #expect(try engine.fillHoles(tube, slicewise: true).contains(x: 10, y: 10, z: 10))
  }

  @Test("law: filling contains its input and changes nothing the second time", arguments: 0..<10)
  func isClosing(seed: Int) throws {
    let grid = TestGrid(60 + seed, 17, 10)
    let mask = grid.mask(grid.noise(0.6, seed: seed))
    let engine = Engines.all[seed % Engines.all.count]
    for slicewise in [true, false] {
      let once = try engine.fillHoles(mask, slicewise: slicewise)
      #expect(engine.count(try engine.subtracting(mask, once)) == 0, "seed \(seed)")
      #expect(try engine.fillHoles(once, slicewise: slicewise).bits == once.bits, "seed \(seed)")
    }
  }
}

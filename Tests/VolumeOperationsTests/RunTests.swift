import KernelReference
import StudyModel
import Testing

@testable import VolumeOperations

@Suite("runs: every instruction set against the twin")
struct RunTests {
  @Test("same runs as the twin, in scan order", arguments: TestGrid.awkward)
  func agrees(grid: TestGrid) {
    for bits in [grid.noise(0.5, seed: 1), grid.boxes(20, seed: 2), grid.noise(2, seed: 0), grid.noise(-1, seed: 0)] {
      let rows = (0..<(grid.shape.y * grid.shape.z)).map {
        Array(bits[($0 * grid.shape.x)..<(($0 + 1) * grid.shape.x)])
      }
      let expected = rows.map(RunReference.runs)
      for engine in Engines.all {
        let table = RunTable(
          of: grid.mask(bits), kernels: engine.kernels.masks, loop: engine.loop, arena: engine.arena)
        let found = rows.indices.map { row in
          (Int(table.rowStarts[row])..<Int(table.rowStarts[row + 1])).map {
            Int(table.bounds[2 * $0])..<Int(table.bounds[2 * $0 + 1])
          }
        }
        #expect(found == expected, "\(Engines.name(engine))")
      }
    }
  }
}

import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("distance transform: every instruction set and thread count against the twin")
struct DistanceTests {
  static let grids =
    TestGrid.awkward
    + [
      TestGrid(1, 1, 9, spacing: (0.7, 0.8, 2.5)), TestGrid(9, 1, 1), TestGrid(1, 9, 1), TestGrid(0, 0, 0),
      TestGrid(17, 40, 33, spacing: (0.7, 0.7, 1.25)), TestGrid(70, 9, 20, spacing: (0.5, 2, 5)),
      TestGrid(6, 5, 1000, spacing: (1, 1, 0.6)),
    ]

  @Test("same bits as the twin", arguments: grids)
  func agrees(grid: TestGrid) throws {
    let spacing = grid.geometry.spacing
    var oneMissing = [Bool](repeating: true, count: grid.shape.count)
    if !oneMissing.isEmpty { oneMissing[oneMissing.count / 3] = false }
    let masks = [
      grid.boxes(12, seed: 1), grid.noise(0.9, seed: 2), grid.noise(0.2, seed: 3), grid.island(seed: 4), oneMissing,
      [Bool](repeating: true, count: grid.shape.count), [Bool](repeating: false, count: grid.shape.count),
    ]
    for mask in masks {
      let expected = DistanceReference.distance(
        mask, grid: grid.reference, spacing: (spacing.x, spacing.y, spacing.z))
      for engine in Engines.all {
        let found = try engine.distance(inside: grid.mask(mask))
        #expect(found.values.bits == expected.bits, "\(Engines.name(engine))")
      }
    }
  }

  @Test("law: the distance is the least over all voxels that are not set")
  func definition() throws {
    let grid = TestGrid(13, 11, 9, spacing: (0.7, 0.9, 2.1))
    let mask = grid.noise(0.97, seed: 8)
    let found = try Engines.all[0].distance(inside: grid.mask(mask)).values
    let outside = mask.indices.filter { !mask[$0] }.map { grid.reference.voxel($0) }
    try #require(outside.count > 5)
    for offset in mask.indices {
      let at = grid.reference.voxel(offset)
      let squares = outside.map { other in
        let (dx, dy) = (Double(at.x - other.x) * 0.7, Double(at.y - other.y) * 0.9)
        let dz = Double(at.z - other.z) * 2.1
        return dx * dx + dy * dy + dz * dz
      }
      #expect(abs(Double(found[offset]) - (squares.min() ?? 0).squareRoot()) < 1e-5)
    }
  }

  @Test("a spacing that is no length is refused", arguments: [0, -1, .nan, .infinity])
  func refusals(length: Double) {
    for (name, spacing) in [
      ("spacing.x", (length, 1, 1)), ("spacing.y", (1, length, 1)), ("spacing.z", (1, 1, length)),
    ] {
      let grid = TestGrid(3, 3, 3, spacing: spacing)
      let error = #expect(throws: OperationError.self) {
        _ = try Engines.all[0].distance(inside: grid.mask([Bool](repeating: true, count: 27)))
      }
      guard case .invalidParameter(let named, let value) = error else {
        Issue.record("\(String(describing: error)) does not name \(name)")
        continue
      }
      #expect(named == name && value.bitPattern == length.bitPattern)
    }
  }
}

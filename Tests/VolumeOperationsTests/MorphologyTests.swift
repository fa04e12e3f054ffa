import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("morphology: every instruction set and thread count against the twin")
struct MorphologyTests {
  /// Isotropic, flat and steep voxels; radii below a voxel, on one exactly, and beyond the volume.
  static let cases: [(grid: TestGrid, radius: Double)] = [
    (TestGrid(1, 1, 1), 1), (TestGrid(0, 4, 4), 2), (TestGrid(5, 0, 3), 2),
    (TestGrid(63, 4, 3, spacing: (0.7, 0.7, 1)), 0.69), (TestGrid(64, 5, 3, spacing: (0.7, 0.7, 1)), 0.7),
    (TestGrid(65, 5, 4, spacing: (0.7, 0.7, 1)), 2), (TestGrid(127, 4, 3, spacing: (0.5, 0.8, 5)), 4.9),
    (TestGrid(128, 3, 5, spacing: (1, 2, 0.5)), 2), (TestGrid(129, 6, 3, spacing: (0.6, 0.6, 2.5)), 3),
    (TestGrid(200, 3, 2, spacing: (0.1, 1, 1)), 7), (TestGrid(150, 2, 2, spacing: (0.1, 1, 1)), 12.8),
    (TestGrid(20, 70, 3), 3), (TestGrid(9, 131, 2), 2), (TestGrid(9, 8, 7), 0), (TestGrid(9, 8, 7), 14),
    (TestGrid(300, 4, 10), 2.5), (TestGrid(330, 9, 9), 2),
  ]

  @Test("same bits as the twin", arguments: cases.indices)
  func agrees(index: Int) throws {
    let (grid, radius) = Self.cases[index]
    let spacing = grid.geometry.spacing
    let ball = MorphologyReference.ball(radius: radius, spacing: (spacing.x, spacing.y, spacing.z))
    for (name, bits) in [
      ("sparse", grid.noise(0.02, seed: index)), ("dense", grid.noise(0.98, seed: index)),
      ("boxes", grid.boxes(11, seed: index)), ("island", grid.island(seed: index)),
      ("nothing", grid.noise(-1, seed: index)),
    ] {
      let mask = grid.mask(bits)
      let dilated = MorphologyReference.dilate(bits, grid: grid.reference, ball: ball)
      let eroded = MorphologyReference.erode(bits, grid: grid.reference, ball: ball)
      let closed = MorphologyReference.erode(dilated, grid: grid.reference, ball: ball)
      let opened = MorphologyReference.dilate(eroded, grid: grid.reference, ball: ball)
      for engine in Engines.all {
        let comment = Comment(rawValue: "\(grid), radius \(radius), \(name), \(Engines.name(engine))")
        let results = (
          try engine.dilate(mask, radius: Millimetres(radius)), try engine.erode(mask, radius: Millimetres(radius)),
          try engine.close(mask, radius: Millimetres(radius)), try engine.open(mask, radius: Millimetres(radius))
        )
        #expect(results.0.bits == dilated, comment)
        #expect(results.1.bits == eroded, comment)
        #expect(results.2.bits == closed, comment)
        #expect(results.3.bits == opened, comment)
        #expect(results.0.hasCleanPadding && results.1.hasCleanPadding, comment)
      }
    }
  }

  @Test(
    "laws: closing contains its input, opening is contained, both change nothing the second time", arguments: 0..<20)
  func closingAndOpening(seed: Int) throws {
    let grid = TestGrid(50 + 5 * seed, 20, 12, spacing: (0.7, 0.7, 1.25))
    let mask = grid.mask(seed % 2 == 0 ? grid.boxes(30, seed: seed) : grid.noise(0.3, seed: seed))
    let radius = Millimetres(0.5 + 0.3 * Double(seed))
    let engine = Engines.all[seed % Engines.all.count]
    let closed = try engine.close(mask, radius: radius)
    let opened = try engine.open(mask, radius: radius)
    #expect(engine.count(try engine.subtracting(mask, closed)) == 0, "seed \(seed)")
    #expect(engine.count(try engine.subtracting(opened, mask)) == 0, "seed \(seed)")
    #expect(try engine.close(closed, radius: radius).bits == closed.bits, "seed \(seed)")
    #expect(try engine.open(opened, radius: radius).bits == opened.bits, "seed \(seed)")
  }

  @Test("a single voxel grows to the ball itself")
  func growsToBall() throws {
    let grid = TestGrid(41, 31, 21, spacing: (0.5, 0.7, 1))
    var bits = [Bool](repeating: false, count: grid.shape.count)
    bits[grid.shape.offset(x: 20, y: 15, z: 10)] = true
    let ball = MorphologyReference.ball(radius: 6, spacing: (0.5, 0.7, 1))
    #expect(
      try Engines.all[0].dilate(grid.mask(bits), radius: Millimetres(6)).bits.filter { $0 }.count == ball.count)
  }

  @Test("a radius or a spacing that is not a length is refused")
  func refuses() {
    let engine = Engines.all[0]
    let mask = engine.empty(TestGrid(8, 8, 8).geometry)
    #expect(throws: OperationError.invalidParameter(name: "radius", value: -1)) {
      try engine.dilate(mask, radius: Millimetres(-1))
    }
    #expect(throws: OperationError.invalidParameter(name: "radius", value: .infinity)) {
      try engine.close(mask, radius: Millimetres(.infinity))
    }
    #expect(throws: OperationError.invalidParameter(name: "spacing", value: 0)) {
      try engine.erode(engine.empty(TestGrid(8, 8, 8, spacing: (1, 0, 1)).geometry), radius: Millimetres(1))
    }
  }
}

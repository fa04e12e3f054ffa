import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("blobs: every instruction set and thread count against the twin")
struct BlobTests {
  static let grids = [
    TestGrid(3, 3, 3), TestGrid(9, 3, 3), TestGrid(10, 12, 40, spacing: (0.8, 0.8, 0.8)), TestGrid(65, 9, 19),
    TestGrid(130, 7, 8), TestGrid(2, 9, 9), TestGrid(9, 2, 9), TestGrid(9, 9, 2), TestGrid(0, 0, 0),
  ]

  @Test("the maxima, their values and curvatures are those of the twin", arguments: grids)
  func agrees(grid: TestGrid) throws {
    // Whole numbers make ties likely before smoothing; boxes give a mask with corners, holes and empty slices.
    let values = grid.integers(in: -3...3, seed: grid.shape.count).map { Float($0) * 100 }
    for inside in [grid.boxes(6, seed: 2), [Bool](repeating: true, count: grid.shape.count)] {
      let scales = [0.15, 0.8, 1.7].map { Millimetres($0) }
      let minimum: Float = 20
      for engine in Engines.all {
        let found = try engine.blobs(
          in: grid.volume(values), inside: grid.mask(inside), scales: scales, minimumResponse: minimum)
        for scale in scales {
          try compare(
            found.filter { $0.scale == scale }, grid: grid, values: values, inside: inside, scale: scale,
            minimum: minimum, name: Engines.name(engine))
        }
        #expect(found.map(\.scale.value) == found.map(\.scale.value).sorted())
      }
    }
  }

  private func compare(
    _ found: [BlobMaximum], grid: TestGrid, values: [Float], inside: [Bool], scale: Millimetres, minimum: Float,
    name: String
  ) throws {
    let sigma = scale.value / grid.geometry.spacing.x
    let factor = Float(sigma * sigma)
    let smoothed = GaussianReference.smooth(values, grid: grid.reference, sigma: (sigma, sigma, sigma))
    let response = BlobReference.response(smoothed, grid: grid.reference, factor: factor)
    let expected = BlobReference.maxima(response, grid: grid.reference, mask: inside, minimum: minimum)
    try #require(
      found.map { grid.shape.offset(x: $0.x, y: $0.y, z: $0.z) } == expected.map(\.offset), "\(scale), \(name)")
    #expect(found.map(\.response).bits == expected.map(\.response).bits)
    #expect(found.map(\.value).bits == expected.map { smoothed[$0.offset] }.bits)
    for (one, twin) in zip(found, expected) {
      let curvatures = BlobReference.curvatures(smoothed, grid: grid.reference, at: twin.offset, factor: factor)
      let own = [one.curvatures.largest, one.curvatures.middle, one.curvatures.smallest]
      for (a, b) in zip(own, curvatures) { #expect(abs(Double(a) - b) < 1e-4 * (abs(b) + 100)) }
    }
  }

  /// A bright Gaussian of width `sigma` round a centre between voxels; `stretch` makes it a tube along z.
  private func blob(
    _ grid: TestGrid, centre: (Double, Double, Double), sigma: Double, stretch: Double = 1
  ) -> FloatVolume {
    grid.volume(
      (0..<grid.shape.count).map { index in
        let voxel = grid.reference.voxel(index)
        let (dx, dy) = (Double(voxel.x) - centre.0, Double(voxel.y) - centre.1)
        let dz = (Double(voxel.z) - centre.2) / stretch
        return Float(1000 * Self.bell((dx * dx + dy * dy + dz * dz) / (2 * sigma * sigma)))
      })
  }

  /// `exp(-x)`, near enough, without a mathematics library: the 1024th power of its first terms.
  private static func bell(_ x: Double) -> Double {
    var value = 1 / (1 + x / 1024 + x * x / 2_097_152)
    for _ in 0..<10 { value *= value }
    return value
  }

  @Test("law: a round blob is found once, at its place, with three like curvatures")
  func round() throws {
    let grid = TestGrid(32, 30, 28)
    let whole = grid.mask([Bool](repeating: true, count: grid.shape.count))
    let volume = blob(grid, centre: (15.3, 14.8, 13.6), sigma: 2.5)
    for engine in Engines.all {
      let found = try engine.blobs(in: volume, inside: whole, scales: [Millimetres(2.5)], minimumResponse: 50)
      try #require(found.count == 1)
      #expect((found[0].x, found[0].y, found[0].z) == (15, 15, 14))
      #expect(abs(found[0].offset.x - 0.3) < 0.05)
      #expect(abs(found[0].offset.y + 0.2) < 0.05)
      #expect(abs(found[0].offset.z + 0.4) < 0.05)
      #expect(found[0].curvatures.smallest > 0.9 * found[0].curvatures.largest)
      // A Gaussian of width a smoothed with s: response 3 · 1000 · s² · a³ / (a² + s²)^(5/2) = 530.3 for a = s.
      #expect(abs(found[0].response - 530.3) < 30)
    }
  }

  @Test("law: along a tube the smallest curvature is near 0")
  func tube() throws {
    let grid = TestGrid(30, 30, 40)
    let whole = grid.mask([Bool](repeating: true, count: grid.shape.count))
    let volume = blob(grid, centre: (15, 15, 20), sigma: 2, stretch: 10)
    let found = try Engines.all[0].blobs(
      in: volume, inside: whole, scales: [Millimetres(2)], minimumResponse: 50)
    try #require(found.count == 1)
    #expect(abs(found[0].curvatures.smallest) < 0.03 * found[0].curvatures.middle)
    #expect(found[0].curvatures.middle > 0.95 * found[0].curvatures.largest)
  }

  @Test("of equal neighbours the first in scan order counts, and the rim never does")
  func ties() throws {
    let grid = TestGrid(12, 12, 12)
    var values = [Float](repeating: 0, count: grid.shape.count)
    for (x, y, z) in [(5, 5, 5), (6, 5, 5), (0, 9, 9), (9, 11, 2), (2, 2, 0)] {
      values[grid.shape.offset(x: x, y: y, z: z)] = 100
    }
    let whole = grid.mask([Bool](repeating: true, count: grid.shape.count))
    // So small a σ smooths nothing.
    let found = try Engines.all[0].blobs(
      in: grid.volume(values), inside: whole, scales: [Millimetres(0.1)], minimumResponse: 1)
    #expect(found.map { [$0.x, $0.y, $0.z] } == [[5, 5, 5]])
    // The peak of a pair lies between the two.
    #expect(found.first?.offset.x == 0.5)
  }

  @Test("what cannot be searched is refused")
  func refusals() {
    let engine = Engines.all[0]
    let grid = TestGrid(5, 5, 5)
    let volume = grid.volume([Float](repeating: 0, count: 125))
    let mask = grid.mask([Bool](repeating: true, count: 125))
    let uneven = TestGrid(5, 5, 5, spacing: (1, 1, 1.1))
    #expect(throws: OperationError.anisotropic(spacing: uneven.geometry.spacing)) {
      _ = try engine.blobs(
        in: uneven.volume([Float](repeating: 0, count: 125)), inside: mask, scales: [], minimumResponse: 1)
    }
    let other = TestGrid(5, 5, 6)
    #expect(throws: OperationError.shapeMismatch(expected: grid.shape, found: other.shape)) {
      _ = try engine.blobs(
        in: volume, inside: other.mask([Bool](repeating: true, count: 150)), scales: [], minimumResponse: 1)
    }
    for bad in [0.0, -2] {
      #expect(throws: OperationError.invalidParameter(name: "scale", value: bad)) {
        _ = try engine.blobs(in: volume, inside: mask, scales: [Millimetres(bad)], minimumResponse: 1)
      }
    }
    #expect(throws: OperationError.invalidParameter(name: "sigma.x", value: 171)) {
      _ = try engine.blobs(in: volume, inside: mask, scales: [Millimetres(171)], minimumResponse: 1)
    }
  }
}

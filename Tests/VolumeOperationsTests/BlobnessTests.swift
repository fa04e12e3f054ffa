import Foundation
import KernelReference
import StudyModel
import TestSupport
import Testing
import VolumeOperations

@Suite("Hessian blobness: every instruction set and thread count against the twin")
struct BlobnessTests {
  static let grids =
    [1, 2, 7, 8, 9, 63, 64, 65, 71].map { TestGrid($0, 5, 4) }
    + [
      TestGrid(1, 1, 1), TestGrid(0, 4, 4), TestGrid(5, 0, 3), TestGrid(5, 3, 0), TestGrid(9, 1, 1), TestGrid(1, 9, 1),
      TestGrid(1, 1, 9), TestGrid(12, 17, 9, spacing: (0.8, 0.8, 0.8)), TestGrid(130, 33, 5), TestGrid(11, 35, 8),
      TestGrid(9, 3, 1000),
    ]

  static let scales = [
    BlobScale(sigma: 0.1, weight: 1), BlobScale(sigma: 0.9, weight: 1.25), BlobScale(sigma: 1.7, weight: 2),
  ]

  @Test("response and scale are those of the twin, bit for bit", arguments: grids)
  func agrees(grid: TestGrid) throws {
    let values = grid.floats(in: -1000...400, seed: grid.shape.count + 3)
    for inside in [[Bool](repeating: true, count: grid.shape.count), grid.boxes(5, seed: 4), grid.noise(0.3, seed: 5)] {
      let sigmas = Self.scales.map { $0.sigma.value / grid.geometry.spacing.x }
      let expected = HessianReference.blobness(
        smoothed: sigmas.map { GaussianReference.smooth(values, grid: grid.reference, sigma: ($0, $0, $0)) },
        factors: zip(sigmas, Self.scales).map { Float($0 * $0) * $1.weight }, grid: grid.reference, mask: inside)
      for engine in Engines.all {
        let found = try engine.blobness(of: grid.volume(values), inside: grid.mask(inside), scales: Self.scales)
        #expect(found.response.values.bits == expected.response.bits, "\(Engines.name(engine))")
        #expect(found.scale.values == expected.scale, "\(Engines.name(engine))")
      }
    }
  }

  @Test("whole numbers give the bits of the same numbers as floats", arguments: grids)
  func integers(grid: TestGrid) throws {
    let values = grid.integers(in: -1000...400, seed: grid.shape.count + 3)
    let mask = grid.mask(grid.boxes(5, seed: 4))
    let expected = try Engines.all[0].blobness(
      of: grid.volume(values.map(Float.init)), inside: mask, scales: Self.scales)
    for engine in Engines.all {
      let found = try engine.blobness(of: grid.volume(values), inside: mask, scales: Self.scales)
      #expect(found.response.values.bits == expected.response.values.bits, "\(Engines.name(engine))")
      #expect(found.scale.values == expected.scale.values, "\(Engines.name(engine))")
    }
  }

  @Test("law: the eigenvalues are those of Jacobi rotations to a thousandth, equal ones and none at all included")
  func eigenvalues() {
    var random = SplitMix64(seed: 11)
    var matrices: [[Float]] = [[0, 0, 0, 0, 0, 0], [5, 5, 5, 0, 0, 0], [7, 7, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0]]
    for scale in [1e-6, 1, 1e6] as [Float] {
      for _ in 0..<200 { matrices.append((0..<6).map { _ in scale * Float.random(in: -1...1, using: &random) }) }
      // Nearly a multiple of one, and nearly a tube.
      for _ in 0..<50 {
        let noise = (0..<6).map { _ in 1e-4 * scale * Float.random(in: -1...1, using: &random) }
        matrices.append(zip([scale, scale, scale, 0, 0, 0], noise).map(+))
        matrices.append(zip([scale, scale, 0, 0, 0, 0], noise).map(+))
      }
    }
    for m in matrices {
      let found = HessianReference.eigenvalues(m)
      let e = m.map(Double.init)
      let exact = SymmetricMatrix(xx: e[0], yy: e[1], zz: e[2], xy: e[3], xz: e[4], yz: e[5]).eigenvalues
      let size = e.map(abs).max() ?? 0
      #expect(abs(Double(found.largest) - exact.largest) <= 1e-3 * size, "\(m)")
      #expect(abs(Double(found.smallest) - exact.smallest) <= 1e-3 * size, "\(m)")
    }
  }

  @Test("law: the polynomial is the cosine of two thirds of the arc cosine")
  func polynomial() {
    for step in 0...1000 {
      let t = Double(step) / 1000
      #expect(abs(Double(HessianReference.cosine(Float(t))) - cos(acos(t) * 2 / 3)) < 3e-7)
    }
  }

  /// A bright Gaussian in the middle, `stretch` times as long along z.
  private func blob(_ grid: TestGrid, sigma: Double, stretch: Double) -> FloatVolume {
    grid.volume(
      (0..<grid.shape.count).map { offset in
        let at = grid.reference.voxel(offset)
        let (dx, dy) = (Double(at.x - grid.shape.x / 2), Double(at.y - grid.shape.y / 2))
        let dz = Double(at.z - grid.shape.z / 2) / stretch
        return Float(1000 * exp(-(dx * dx + dy * dy + dz * dz) / (2 * sigma * sigma)))
      })
  }

  @Test("law: a ball answers most in its middle and at its scale, a tube hardly, a dark ball not at all")
  func shapes() throws {
    let grid = TestGrid(41, 41, 41)
    let whole = grid.mask([Bool](repeating: true, count: grid.shape.count))
    let engine = Engines.all[0]
    // Normalised by σ², a Gaussian of width a answers most at σ = a · √(2 / 3).
    let scales = [1, 2, 3, 4.5].map { BlobScale(sigma: $0, weight: 1) }
    let ball = try engine.blobness(of: blob(grid, sigma: 3.6, stretch: 1), inside: whole, scales: scales)
    #expect(ball.scale[x: 20, y: 20, z: 20] == 2)
    #expect(ball.response.values.max() == ball.response[x: 20, y: 20, z: 20])
    // 1000 · σ² · a³ / (a² + σ²)^(5/2) = 186; the discrete Gaussian is cut at three σ.
    #expect(abs(ball.response[x: 20, y: 20, z: 20] - 186) < 8)
    let tube = try engine.blobness(of: blob(grid, sigma: 3.6, stretch: 20), inside: whole, scales: scales)
    #expect(tube.response[x: 20, y: 20, z: 20] < 0.02 * ball.response[x: 20, y: 20, z: 20])
    let dark = grid.volume(blob(grid, sigma: 3.6, stretch: 1).values.map { -$0 })
    #expect(try engine.blobness(of: dark, inside: whole, scales: scales).response[x: 20, y: 20, z: 20] == 0)
  }

  @Test("law: a tube along a diagonal of space answers as little as one along an axis", arguments: [1.0, -1.0])
  func oblique(sign: Double) throws {
    let grid = TestGrid(41, 41, 41)
    let tube = grid.volume(
      (0..<grid.shape.count).map { offset in
        let at = grid.reference.voxel(offset)
        let (dx, dy, dz) = (Double(at.x - 20), Double(at.y - 20), Double(at.z - 20))
        let along = (dx + sign * dy + dz) / 3.0.squareRoot()
        return Float(1000 * exp(-(dx * dx + dy * dy + dz * dz - along * along) / (2 * 3.6 * 3.6)))
      })
    let whole = grid.mask([Bool](repeating: true, count: grid.shape.count))
    let scales = [1, 2, 3].map { BlobScale(sigma: $0, weight: 1) }
    let found = try Engines.all[0].blobness(of: tube, inside: whole, scales: scales)
    #expect(found.response[x: 20, y: 20, z: 20] < 4)
  }

  @Test("what cannot be measured is refused")
  func refusals() {
    let engine = Engines.all[0]
    let grid = TestGrid(5, 5, 5)
    let volume = grid.volume([Float](repeating: 0, count: 125))
    let mask = grid.mask([Bool](repeating: true, count: 125))
    let uneven = TestGrid(5, 5, 5, spacing: (1, 1, 1.1))
    #expect(throws: OperationError.anisotropic(spacing: uneven.geometry.spacing)) {
      _ = try engine.blobness(of: uneven.volume([Float](repeating: 0, count: 125)), inside: mask, scales: [])
    }
    let other = TestGrid(5, 5, 6)
    #expect(throws: OperationError.shapeMismatch(expected: grid.shape, found: other.shape)) {
      _ = try engine.blobness(of: volume, inside: other.mask([Bool](repeating: true, count: 150)), scales: [])
    }
    let bad: [([BlobScale], OperationError)] = [
      ([BlobScale(sigma: 0, weight: 1)], .invalidParameter(name: "scale", value: 0)),
      ([BlobScale(sigma: 171, weight: 1)], .invalidParameter(name: "sigma.x", value: 171)),
      ([BlobScale(sigma: 1, weight: .infinity)], .invalidParameter(name: "weight", value: .infinity)),
      (
        [BlobScale](repeating: BlobScale(sigma: 1, weight: 1), count: 256),
        .invalidParameter(name: "scales.count", value: 256)
      ),
    ]
    for (scales, error) in bad {
      #expect(throws: error) { _ = try engine.blobness(of: volume, inside: mask, scales: scales) }
    }
  }
}

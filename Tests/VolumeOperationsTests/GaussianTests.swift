import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("Gaussian: every instruction set and thread count against the twin")
struct GaussianTests {
  /// From nothing to wider than the volume, and different along every axis.
  static let sigmas: [(Double, Double, Double)] = [(0, 0, 0), (0.8, 0.8, 0.8), (0, 1.5, 0.4), (2, 0.3, 4), (5, 6, 7)]

  @Test("same bits as the twin", arguments: TestGrid.filtered)
  func agrees(grid: TestGrid) throws {
    let values = grid.floats(in: -1024...3071, seed: grid.shape.count)
    for sigma in Self.sigmas {
      let expected = GaussianReference.smooth(values, grid: grid.reference, sigma: sigma)
      for engine in Engines.all {
        let result = try engine.gaussian(
          grid.volume(values), sigma: PatientVector(x: sigma.0, y: sigma.1, z: sigma.2))
        #expect(result.values.bits == expected.bits, "σ \(sigma), \(Engines.name(engine))")
      }
    }
  }

  @Test("whole numbers give the bits of the same numbers as floats", arguments: TestGrid.filtered)
  func integers(grid: TestGrid) throws {
    let values = grid.integers(in: .min ... .max, seed: grid.shape.count)
    for sigma in Self.sigmas {
      let expected = GaussianReference.smooth(values.map(Float.init), grid: grid.reference, sigma: sigma)
      for engine in Engines.all {
        let result = try engine.gaussian(
          grid.volume(values), sigma: PatientVector(x: sigma.0, y: sigma.1, z: sigma.2))
        #expect(result.values.bits == expected.bits, "σ \(sigma), \(Engines.name(engine))")
      }
    }
  }

  @Test("law: σ = 0 changes nothing, and a constant stays what it is to a millionth")
  func constants() throws {
    let grid = TestGrid(37, 11, 9)
    let engine = Engines.all[0]
    let noise = grid.floats(in: -1...1, seed: 5)
    #expect(try engine.gaussian(grid.volume(noise), sigma: .zero).values.bits == noise.bits)
    let constant = grid.volume([Float](repeating: 1000, count: grid.shape.count))
    let result = try engine.gaussian(constant, sigma: PatientVector(x: 3, y: 1, z: 2))
    #expect(result.values.allSatisfy { abs($0 - 1000) < 0.001 })
  }

  @Test("law: a single bright voxel spreads to the variance σ² along every axis, and keeps its sum")
  func variance() throws {
    let grid = TestGrid(31, 31, 31)
    let sigma = [1.0, 2.0, 3.0]
    var values = [Float](repeating: 0, count: grid.shape.count)
    values[grid.shape.offset(x: 15, y: 15, z: 15)] = 1
    let result = try Engines.all[0].gaussian(
      grid.volume(values), sigma: PatientVector(x: sigma[0], y: sigma[1], z: sigma[2]))
    var sum = 0.0
    var moments = [0.0, 0.0, 0.0]
    for (index, value) in result.values.enumerated() {
      let voxel = grid.reference.voxel(index)
      sum += Double(value)
      for (axis, place) in [voxel.x, voxel.y, voxel.z].enumerated() {
        moments[axis] += Double(value) * Double((place - 15) * (place - 15))
      }
    }
    #expect(abs(sum - 1) < 1e-5)
    // Cut at three σ a Gaussian keeps 97.3 % of its variance.
    for axis in 0..<3 { #expect(abs(moments[axis] / (sigma[axis] * sigma[axis]) - 0.973) < 0.03) }
  }

  @Test("a σ that is negative, not finite or beyond 170 is refused", arguments: [-1, .nan, .infinity, 170.5])
  func refusals(sigma: Double) {
    let volume = TestGrid(3, 3, 3).volume([Float](repeating: 0, count: 27))
    for (name, vector) in [
      ("sigma.x", PatientVector(x: sigma, y: 1, z: 1)), ("sigma.y", PatientVector(x: 1, y: sigma, z: 1)),
      ("sigma.z", PatientVector(x: 1, y: 1, z: sigma)),
    ] {
      let error = #expect(throws: OperationError.self) {
        _ = try Engines.all[0].gaussian(volume, sigma: vector)
      }
      guard case .invalidParameter(name, let value) = error else {
        Issue.record("\(String(describing: error)) does not name \(name)")
        continue
      }
      #expect(value.bitPattern == sigma.bitPattern)
    }
  }
}

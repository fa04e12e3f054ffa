import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("resample: every instruction set and thread count against the twin")
struct ResampleTests {
  /// Larger, smaller, equal, and different along every axis.
  static let spacings = [(1.0, 1.0, 1.0), (0.7, 0.7, 1.25), (0.31, 2.2, 0.9), (3, 3, 3), (40, 0.5, 40)]

  @Test("same voxels as the twin", arguments: TestGrid.filtered)
  func agrees(grid: TestGrid) throws {
    let values = grid.integers(in: .min ... .max, seed: grid.shape.count)
    let old = grid.geometry.spacing
    for new in Self.spacings {
      let expected = ResampleReference.resample(
        values, grid: grid.reference, spacing: (old.x, old.y, old.z), new: new)
      for engine in Engines.all {
        let result = try engine.resample(
          grid.volume(values), spacing: PatientVector(x: new.0, y: new.1, z: new.2))
        #expect(result.shape == GridShape(x: expected.grid.x, y: expected.grid.y, z: expected.grid.z))
        #expect(result.values == expected.values, "\(new), \(Engines.name(engine))")
      }
    }
  }

  @Test("rows round every block of eight outputs", arguments: [7, 8, 9, 15, 16, 17, 24, 25])
  func blocks(width: Int) throws {
    let grid = TestGrid(width, 17, 9)
    let values = grid.integers(in: -1024...3071, seed: width)
    for new in [(1.0, 1.0, 1.0), (1.3, 1.9, 1.1), (0.6, 0.6, 0.6)] {
      let expected = ResampleReference.resample(values, grid: grid.reference, spacing: (1, 1, 1), new: new)
      for engine in Engines.all {
        let result = try engine.resample(grid.volume(values), spacing: PatientVector(x: new.0, y: new.1, z: new.2))
        #expect(result.values == expected.values, "\(new), \(Engines.name(engine))")
      }
    }
  }

  @Test("law: the same spacing gives the same volume, whatever the spacing is", arguments: [0.1, 0.7, 0.703125, 1.25])
  func identity(spacing: Double) throws {
    let grid = TestGrid(19, 10, 9, spacing: (spacing, spacing, spacing))
    let values = grid.integers(in: .min ... .max, seed: 3)
    let result = try Engines.all[0].resample(grid.volume(values), spacing: grid.geometry.spacing)
    #expect(result.geometry == grid.geometry)
    #expect(result.values == values)
  }

  @Test("law: a plane stays a plane between the first and the last voxel", arguments: [0.5, 0.8, 1.6, 2.7])
  func planes(new: Double) throws {
    let grid = TestGrid(40, 30, 20)
    let values = (0..<grid.shape.count).map { index in
      let voxel = grid.reference.voxel(index)
      return Int16(100 * voxel.x - 60 * voxel.y + 30 * voxel.z)
    }
    let result = try Engines.all[0].resample(
      grid.volume(values), spacing: PatientVector(x: new, y: new, z: new))
    let border = max(1, new)
    for z in 0..<result.shape.z {
      for y in 0..<result.shape.y {
        for x in 0..<result.shape.x {
          let place = (x: Double(x) * new, y: Double(y) * new, z: Double(z) * new)
          // A triangle that the border cuts no longer has its centre of mass at the voxel.
          guard new <= 1 || isInside(place, grid.shape, border) else { continue }
          let expected = 100 * place.x - 60 * place.y + 30 * place.z
          // The inputs under a triangle are few: their centre of mass strays by up to a tenth of a voxel an axis.
          #expect(abs(Double(result[x: x, y: y, z: z]) - expected) <= (new <= 1 ? 0.51 : 19))
        }
      }
    }
  }

  private func isInside(_ place: (x: Double, y: Double, z: Double), _ shape: GridShape, _ border: Double) -> Bool {
    let pairs = [(place.x, shape.x), (place.y, shape.y), (place.z, shape.z)]
    return pairs.allSatisfy { $0.0 >= border && $0.0 <= Double($0.1 - 1) - border }
  }

  @Test("law: a constant stays a constant to the last voxel of the border")
  func constants() throws {
    let grid = TestGrid(23, 9, 11, spacing: (0.7, 0.9, 2.5))
    let constant = grid.volume([Int16](repeating: -777, count: grid.shape.count))
    for new in [0.4, 1, 3.3] {
      let result = try Engines.all[0].resample(constant, spacing: PatientVector(x: new, y: new, z: new))
      #expect(result.values.allSatisfy { $0 == -777 })
    }
  }

  @Test("a spacing that is no length, and a result beyond all bounds, are refused")
  func refusals() {
    let engine = Engines.all[0]
    let volume = TestGrid(30, 30, 30).volume([Int16](repeating: 0, count: 27000))
    for bad in [0, -1, .infinity] {
      #expect(throws: OperationError.invalidParameter(name: "spacing.y", value: bad)) {
        _ = try engine.resample(volume, spacing: PatientVector(x: 1, y: bad, z: 1))
      }
    }
    #expect(throws: OperationError.invalidParameter(name: "spacing.x", value: 0)) {
      let flat = TestGrid(3, 1, 1, spacing: (0, 1, 1)).volume([Int16](repeating: 0, count: 3))
      _ = try engine.resample(flat, spacing: PatientVector(x: 1, y: 1, z: 1))
    }
    for tiny in [1e-300, 1e-3] {
      let error = #expect(throws: OperationError.self) {
        _ = try engine.resample(volume, spacing: PatientVector(x: tiny, y: tiny, z: tiny))
      }
      guard case .tooLarge(let voxels) = error else {
        Issue.record("spacing \(tiny): \(String(describing: error))")
        continue
      }
      #expect(voxels > Double(VolumeEngine.maximumVoxels))
    }
  }
}

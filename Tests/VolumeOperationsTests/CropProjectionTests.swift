import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("crop and projections")
struct CropProjectionTests {
  @Test("a box keeps its voxels and their places in the patient")
  func crop() throws {
    let geometry = VolumeGeometry(
      shape: GridShape(x: 20, y: 11, z: 18), origin: PatientVector(x: -100, y: 50, z: 7),
      spacing: PatientVector(x: 0.7, y: 0.8, z: 2.5), rowAxis: PatientVector(x: 0, y: 1, z: 0),
      columnAxis: PatientVector(x: -1, y: 0, z: 0))
    let values = TestGrid(20, 11, 18).integers(in: .min ... .max, seed: 1)
    let volume = Volume(geometry: geometry, storage: TestGrid(20, 11, 18).volume(values).storage)
    for box in [
      VoxelBox(of: volume.shape), VoxelBox(x: 3..<19, y: 10..<11, z: 1..<18), VoxelBox(x: 5..<5, y: 0..<11, z: 0..<18),
      VoxelBox(x: 0..<1, y: 0..<1, z: 17..<18),
    ] {
      for engine in Engines.all {
        let part = try engine.crop(volume, to: box)
        #expect(part.shape == box.shape)
        for index in 0..<part.shape.count {
          let voxel = ReferenceGrid(x: part.shape.x, y: part.shape.y, z: part.shape.z).voxel(index)
          let (x, y, z) = (voxel.x + box.x.lowerBound, voxel.y + box.y.lowerBound, voxel.z + box.z.lowerBound)
          #expect(part.storage[index] == volume[x: x, y: y, z: z])
          let before = geometry.position(x: Double(x), y: Double(y), z: Double(z))
          let after = part.geometry.position(x: Double(voxel.x), y: Double(voxel.y), z: Double(voxel.z))
          #expect(before.distance(to: after) < 1e-9)
        }
      }
    }
  }

  @Test("a box that reaches outside is refused")
  func outside() {
    let volume = TestGrid(4, 5, 6).volume([Int16](repeating: 0, count: 120))
    for box in [
      VoxelBox(x: -1..<3, y: 0..<5, z: 0..<6), VoxelBox(x: 0..<5, y: 0..<5, z: 0..<6),
      VoxelBox(x: 0..<4, y: 0..<6, z: 0..<6), VoxelBox(x: 0..<4, y: 0..<5, z: 2..<7),
      VoxelBox(x: 9..<9, y: 0..<5, z: 0..<6),
    ] {
      #expect(throws: OperationError.boxOutside(box, shape: volume.shape)) {
        _ = try Engines.all[0].crop(volume, to: box)
      }
    }
  }

  @Test("a grown box is cut at the rim of the volume")
  func grown() {
    let shape = GridShape(x: 10, y: 10, z: 10)
    let box = VoxelBox(x: 1..<3, y: 4..<5, z: 8..<10).grown(x: 2, y: 2, z: 0, within: shape)
    #expect(box == VoxelBox(x: 0..<5, y: 2..<7, z: 8..<10))
    #expect(box.contains(x: 4, y: 2, z: 9) && !box.contains(x: 5, y: 2, z: 9))
  }

  @Test("projections are those of the twin", arguments: TestGrid.filtered)
  func projections(grid: TestGrid) throws {
    let values = grid.integers(in: .min ... .max, seed: grid.shape.count)
    let depths = [grid.shape.x, grid.shape.y, grid.shape.z]
    for (number, axis) in Axis.allCases.enumerated() {
      guard depths[number] > 0 else {
        #expect(throws: OperationError.emptyAxis(axis)) {
          _ = try Engines.all[0].project(grid.volume(values), along: axis, .maximum)
        }
        continue
      }
      for kind in ProjectionKind.allCases {
        let expected = ProjectionReference.project(values, grid: grid.reference, axis: number) {
          kind == .maximum ? $0.max()! : ProjectionReference.mean($0)
        }
        for engine in Engines.all {
          let image = try engine.project(grid.volume(values), along: axis, kind)
          #expect(image.pixels == expected, "\(axis), \(kind), \(Engines.name(engine))")
          #expect(image.width == (axis == .x ? grid.shape.y : grid.shape.x))
        }
      }
    }
  }

  @Test("a mean does not overflow where every voxel is extreme")
  func extremeMean() throws {
    let grid = TestGrid(65535, 1, 1)
    for value in [Int16.min, .max] {
      let volume = grid.volume([Int16](repeating: value, count: 65535))
      #expect(try Engines.all[0].project(volume, along: .x, .mean).pixels == [value])
    }
    let long = TestGrid(65536, 1, 1).volume([Int16](repeating: 0, count: 65536))
    #expect(throws: OperationError.tooLarge(voxels: 65536)) {
      _ = try Engines.all[0].project(long, along: .x, .mean)
    }
  }
}

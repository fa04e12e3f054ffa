import StudyModel
import Testing
import VolumeOperations

@testable import FindingsReport

@Suite("Cuts and scaling")
struct PlanarImageTests {
  /// Each voxel tells its own index.
  private static let volume: Volume = {
    let shape = GridShape(x: 7, y: 5, z: 4)
    let storage = VoxelStorage<Int16>(count: shape.count)
    storage.withMutableSpan { voxels in
      for k in 0..<shape.z {
        for j in 0..<shape.y {
          for i in 0..<shape.x { voxels[shape.offset(x: i, y: j, z: k)] = Int16(i + 10 * j + 100 * k) }
        }
      }
    }
    let geometry = VolumeGeometry(shape: shape, origin: .zero, spacing: PatientVector(x: 0.5, y: 0.75, z: 3))
    return Volume(geometry: geometry, storage: storage)
  }()
  private static let axes = AnatomicalAxes(volume.geometry)

  @Test("a cut lies where it is asked for, between two layers it mixes them, beyond the end it is the last layer")
  func cut() {
    let (left, back, head) = (Self.axes.left, Self.axes.back, Self.axes.head)
    let axial = PlanarImage(cutting: Self.volume, right: left, down: back, depth: 2)
    #expect((axial.width, axial.height) == (7, 5))
    #expect((axial.spacingX, axial.spacingY) == (0.5, 0.75))
    #expect(axial.values[3 * 7 + 4] == 234)
    let between = PlanarImage(cutting: Self.volume, right: left, down: back, depth: 2.25)
    #expect(between.values[3 * 7 + 4] == 259)
    let beyond = PlanarImage(cutting: Self.volume, right: left, down: back, depth: 99)
    #expect(beyond.values[0] == 300)
    let coronal = PlanarImage(cutting: Self.volume, right: left, down: head.reversed, depth: 1)
    #expect((coronal.width, coronal.height) == (7, 4))
    #expect(coronal.values[0 * 7 + 6] == 316 && coronal.values[3 * 7 + 0] == 10)
    let sagittal = PlanarImage(cutting: Self.volume, right: back, down: head.reversed, depth: 6)
    #expect((sagittal.width, sagittal.height) == (5, 4))
    #expect(sagittal.values[1 * 5 + 2] == 226)
  }

  @Test("projections are turned and flipped as the display asks")
  func projection() throws {
    let (left, back, head) = (Self.axes.left, Self.axes.back, Self.axes.head)
    let mean = try Phantom.engine.project(Self.volume, along: .y, .maximum)
    let image = PlanarImage(mean, of: Self.volume.geometry, right: left, down: head.reversed)
    #expect((image.width, image.height) == (7, 4))
    #expect(image.values[0] == 340 && image.values[3 * 7 + 6] == 46)
    let side = try Phantom.engine.project(Self.volume, along: .x, .maximum)
    let turned = PlanarImage(side, of: Self.volume.geometry, right: head, down: back)
    #expect((turned.width, turned.height) == (4, 5))
    #expect((turned.spacingX, turned.spacingY) == (3, 0.75))
    #expect(turned.values[1 * 4 + 3] == 316)
  }

  @Test("law: a flat image stays flat at any scale, and is black outside", arguments: [0.1, 0.37, 1, 2.5, 9])
  func flat(scale: Double) {
    let image = PlanarImage(
      width: 30, height: 20, spacingX: 0.8, spacingY: 1.1, values: [Float](repeating: -613, count: 600))
    let grey = GreyWindow.lung.grey(-613)
    let canvas = image.rendered(width: 64, height: 48, scale: scale, centreX: 14.5, centreY: 9.5, .lung)
    for y in 0..<48 {
      for x in 0..<64 {
        let millimetres = ((Double(x) + 0.5 - 32) * scale, (Double(y) + 0.5 - 24) * scale)
        let isInside = abs(millimetres.0) < 12 - 1e-6 && abs(millimetres.1) < 11 - 1e-6
        #expect(canvas[x, y] == (isInside ? grey : Palette.black), "\(x), \(y)")
      }
    }
  }

  @Test("enlarging runs straight from pixel to pixel; shrinking averages instead of skipping")
  func resampling() {
    let ramp = PlanarImage(
      width: 2, height: 1, spacingX: 1, spacingY: 1, values: [GreyWindow.lung.centre.value - 750, -600])
    let wide = ramp.rendered(width: 11, height: 1, scale: 0.1, centreX: 0.5, centreY: 0, .lung)
    #expect(zip(wide.pixels, wide.pixels.dropFirst()).allSatisfy { $0 < $1 }, "\(wide.pixels)")
    let stripes = PlanarImage(
      width: 64, height: 64, spacingX: 1, spacingY: 1,
      values: (0..<4096).map { ($0 % 64) % 2 == 0 ? -1350 : 150 })
    let small = stripes.rendered(width: 8, height: 8, scale: 8, centreX: 31.5, centreY: 31.5, .lung)
    let middle = Int(Palette.white) / 2
    #expect(small.pixels.allSatisfy { abs(Int($0) - middle) <= 5 }, "\(small.pixels)")
  }
}

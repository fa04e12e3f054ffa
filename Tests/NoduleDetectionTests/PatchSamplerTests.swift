import StudyModel
import Testing
import VolumeOperations

@testable import NoduleDetection

@Suite("patches of a volume")
struct PatchSamplerTests {
  private let engine = VolumeEngine(threads: 2, kernels: KernelSet.available[0])

  /// A cube of 1 mm voxels whose HU are `value` of the place in mm.
  private func volume(side: Int, _ value: (Double, Double, Double) -> Double) -> Volume {
    let shape = GridShape(x: side, y: side, z: side)
    let storage = VoxelStorage<Int16>(count: shape.count)
    storage.withMutableSpan { span in
      for z in 0..<side {
        for y in 0..<side {
          for x in 0..<side {
            span[shape.offset(x: x, y: y, z: z)] = Int16(value(Double(x), Double(y), Double(z)).rounded())
          }
        }
      }
    }
    let geometry = VolumeGeometry(
      shape: shape, origin: PatientVector(x: 0, y: 0, z: 0), spacing: PatientVector(x: 1, y: 1, z: 1))
    return Volume(geometry: geometry, storage: storage)
  }

  private func patch(_ plan: PatchPlan, of volume: Volume, at centre: PatientVector, scale: Double, stretch: Double = 1)
    throws -> [Float]
  {
    var values = [Float](repeating: .nan, count: plan.voxels)
    try PatchSampler(volume, engine: engine).sample(plan, at: centre, scale: scale, stretch: stretch) {
      values[$0] = $1
    }
    return values
  }

  @Test("a slope stays a slope, at every voxel size", arguments: [1.0, 2.0, 2.8, 4.0, 5.6])
  func slope(scale: Double) throws {
    let ramp = volume(side: 120) { x, y, z in 3 * x - 2 * y + z - 500 }
    let centre = PatientVector(x: 60.25, y: 58.5, z: 61)
    for (plan, stretch) in [(PatchPlan.near, 1.0), (.fine, 1.1), (.wide, 0.9)] {
      let values = try patch(plan, of: ramp, at: centre, scale: scale, stretch: stretch)
      let step = plan.step(of: scale) * stretch
      let half = Double(plan.size - 1) / 2
      for (index, value) in values.enumerated() {
        let x = centre.x + (Double(index % plan.size) - half) * step
        let y = centre.y + (Double(index / plan.size % plan.size) - half) * step
        let z = centre.z + (Double(index / plan.size / plan.size) - half) * step
        // Coarse grids are rounded to whole HU; their borders are averaged one-sidedly.
        guard [x, y, z].allSatisfy({ (4...114).contains($0) }) else { continue }
        #expect(abs(Double(value) - (3 * x - 2 * y + z - 500)) <= 2, "\(plan) voxel \(index)")
      }
    }
  }

  @Test("beyond the volume its border goes on")
  func border() throws {
    let ramp = volume(side: 20) { x, _, _ in 10 * x }
    let values = try patch(.wide, of: ramp, at: PatientVector(x: 0, y: 10, z: 10), scale: 1)
    #expect(values.allSatisfy { (0...190).contains($0) })
    #expect(values[0] == 0)
  }

  @Test("a volume of one voxel has patches of one value")
  func single() throws {
    let values = try patch(
      .near, of: volume(side: 1) { _, _, _ in -321 }, at: PatientVector(x: 0, y: 0, z: 0), scale: 3)
    #expect(Set(values) == [-321])
  }

  @Test(
    "networks get −1 at −1000 HU and below, 1 at 400 HU and above",
    arguments: [(-1000, -1), (-2000, -1), (400, 1), (3000, 1), (-300, 0)])
  func normalised(hu: Int, value: Int) throws {
    let sampler = try PatchSampler(volume(side: 3) { _, _, _ in Double(hu) }, engine: engine)
    let blob = Blob(position: PatientVector(x: 1, y: 1, z: 1), scale: Millimetres(1), curvature: 10)
    let shape = Shape(farExits: 1, nearExits: 1, roundness: 1, depth: 1, halfWidth: 1)
    let input = sampler.networkInput(.near, of: ShapedBlob(blob: blob, shape: shape, strength: 1))
    #expect(Set(input) == [Float(value)])
  }

  @Test("a mirroring turns one axis round, and twice is as before", arguments: Mirroring.allCases)
  func mirrored(view: Mirroring) {
    let size = 3
    let cube = (0..<27).map(Float.init)
    let turned = view.applied(to: cube, size: size)
    #expect(view.applied(to: turned, size: size) == cube)
    let first: Float =
      switch view {
      case .none: 0
      case .x: 2
      case .y: 6
      case .z: 18
      }
    #expect(turned[0] == first && turned[13] == 13)
  }
}

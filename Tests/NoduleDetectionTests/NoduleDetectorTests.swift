import NoduleDetection
import StudyModel
import Testing
import VolumeOperations

@Suite("the detector")
struct NoduleDetectorTests {
  private func detect(_ phantom: ChestPhantom, threads: Int = 2, kernels: KernelSet = KernelSet.available[0]) throws
    -> Detection
  {
    let engine = VolumeEngine(threads: threads, kernels: kernels)
    return try NoduleDetector(engine: engine, plan: .classical).detect(in: phantom.volume())
  }

  /// Vessels through both lungs, and three nodules away from them.
  private func busyChest() -> ChestPhantom {
    var phantom = ChestPhantom()
    phantom.parts = [
      .init(centre: ChestPhantom.point(-65, 10, 30), radius: 5),
      .init(centre: ChestPhantom.point(70, -20, -30), radius: 4),
      .init(centre: ChestPhantom.point(60, 30, 20), radius: 8),
    ]
    let directions = [ChestPhantom.point(1, 0, 0), ChestPhantom.point(0, 0.6, 0.8), ChestPhantom.point(0.6, 0, 0.8)]
    for (index, direction) in directions.enumerated() {
      for side in [-65.0, 65] {
        phantom.parts.append(
          .init(
            centre: ChestPhantom.point(side, -30 + 25 * Double(index), -20), radius: 2.5, direction: direction))
      }
    }
    return phantom
  }

  @Test("nodules stand before vessels, where they are and about as large as they are")
  func nodulesFirst() throws {
    let phantom = busyChest()
    let detection = try detect(phantom)
    for nodule in phantom.parts.prefix(3) {
      let rank = detection.candidates.firstIndex { $0.position.distance(to: nodule.centre) < nodule.radius / 2 }
      let candidate = detection.candidates[try #require(rank)]
      #expect(try #require(rank) < 3)
      #expect(candidate.side == (nodule.centre.x < 0 ? .right : .left))
      #expect((0.7...1.5).contains(candidate.blobDiameter.value / (2 * nodule.radius)))
    }
    #expect(detection.shown >= 3)
  }

  @Test("candidates are ranked by strength, the score follows, and only the strong are shown")
  func ranking() throws {
    let detection = try detect(busyChest())
    let plan = DetectionPlan.classical.ranking
    #expect(detection.candidates.count <= plan.mostListed)
    for (better, worse) in zip(detection.candidates, detection.candidates.dropFirst()) {
      #expect(better.strength >= worse.strength)
      #expect(better.probability >= worse.probability)
    }
    for (index, candidate) in detection.candidates.enumerated() {
      #expect((0...1).contains(candidate.probability))
      let isShown = index < plan.mostShown && candidate.strength >= plan.operatingStrength
      #expect((index < detection.shown) == isShown)
    }
  }

  @Test("the same candidates at any thread count and on every instruction set")
  func reproducible() throws {
    let phantom = busyChest()
    let expected = try detect(phantom, threads: 1).candidates
    #expect(!expected.isEmpty)
    for threads in [2, 3, 7] { #expect(try detect(phantom, threads: threads).candidates == expected) }
    for kernels in KernelSet.available {
      #expect(try detect(phantom, kernels: kernels).candidates == expected, "\(kernels.name)")
    }
  }

  @Test("a scan with its rows the other way round gives the same places")
  func mirrored() throws {
    var phantom = busyChest()
    phantom.noise = 0
    let forth = try detect(phantom).candidates.prefix(3)
    phantom.rowSign = -1
    let back = try detect(phantom).candidates.prefix(3)
    for (one, other) in zip(forth, back) {
      #expect(one.position.distance(to: other.position) < 1)
      #expect(one.side == other.side)
    }
  }

  @Test("thick slices and thin ones find the same nodules", arguments: [1.0, 2.5, 5])
  func spacings(thickness: Double) throws {
    var phantom = busyChest()
    phantom.spacing = PatientVector(x: 1.5, y: 1.5, z: thickness)
    let candidates = try detect(phantom).candidates.prefix(6)
    for nodule in phantom.parts.prefix(3) {
      #expect(candidates.contains { $0.position.distance(to: nodule.centre) < nodule.radius })
    }
  }

  @Test("a volume of a few voxels is refused for want of lung, not an accident", arguments: [0, 1, 2, 5])
  func tiny(side: Int) throws {
    let shape = GridShape(x: side, y: side, z: side)
    let storage = VoxelStorage<Int16>(count: shape.count)
    storage.withMutableSpan { voxels in for index in voxels.indices { voxels[index] = -860 } }
    let geometry = VolumeGeometry(shape: shape, origin: .zero, spacing: PatientVector(x: 1, y: 1, z: 1))
    let engine = VolumeEngine(threads: 2, kernels: KernelSet.available[0])
    let detection = try NoduleDetector(engine: engine, plan: .classical)
      .detect(in: Volume(geometry: geometry, storage: storage))
    #expect(detection.lungField.quality.verdict == .refused)
    #expect(detection.candidates.isEmpty)
  }

  @Test("a spacing that is no length is a typed error")
  func badSpacing() {
    let shape = GridShape(x: 4, y: 4, z: 4)
    let geometry = VolumeGeometry(shape: shape, origin: .zero, spacing: PatientVector(x: 1, y: 0, z: 1))
    let engine = VolumeEngine(threads: 2, kernels: KernelSet.available[0])
    #expect(throws: DetectionError.operation(.invalidParameter(name: "spacing.y", value: 0))) {
      try NoduleDetector(engine: engine, plan: .classical)
        .detect(in: Volume(geometry: geometry, storage: VoxelStorage(count: shape.count)))
    }
  }
}

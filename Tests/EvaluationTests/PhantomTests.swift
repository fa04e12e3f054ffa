import Evaluation
import StudyModel
import Testing
import VolumeOperations

@Suite("the chest phantom")
struct PhantomTests {
  private static let engine = VolumeEngine(threads: 2, kernels: KernelSet.available[0])
  private static let phantom = ChestPhantom(seed: 5, nodules: 12)

  private static func acquisition(noise: Double, kernel: PhantomKernel = .standard) -> PhantomAcquisition {
    let spacing = PatientVector(x: 2, y: 2, z: 3)
    return PhantomAcquisition(
      geometry: PhantomAcquisition.axial(matrix: 180, slices: 96, spacing: spacing), thickness: Millimetres(1),
      kernel: kernel, noise: noise)
  }

  private func density(_ volume: Volume, _ x: Double, _ y: Double, _ z: Double) -> Int {
    let voxel = volume.geometry.voxel(at: PatientVector(x: x, y: y, z: z))
    return Int(volume[x: Int(voxel.x.rounded()), y: Int(voxel.y.rounded()), z: Int(voxel.z.rounded())])
  }

  @Test("organs lie where they are looked for")
  func anatomy() throws {
    let volume = try Self.phantom.volume(Self.acquisition(noise: 0), engine: Self.engine)
    #expect(density(volume, 0, -170, 0) < -950, "room")
    #expect((20...70).contains(density(volume, 20, -30, -60)), "heart")
    #expect((40...75).contains(density(volume, -70, -10, -120)), "liver")
    #expect((20...70).contains(density(volume, 24, 42, 0)), "aorta")
    #expect(density(volume, 0, 15, 110) < -900, "trachea")
    #expect((60...200).contains(density(volume, 0, 60, 0)), "vertebra")
    // Both lungs, by the share of air in them.
    for side in [-1.0, 1] {
      let lung = [-30.0, 0, 30].flatMap { y in [-30.0, 0, 30].map { density(volume, side * 90, y, $0) } }
      #expect(lung.filter { $0 < -750 }.count > 6, "\(lung)")
    }
  }

  @Test("the noise has the strength that is asked for, and grain of its kernel", arguments: PhantomKernel.allCases)
  func noise(kernel: PhantomKernel) throws {
    let noisy = try Self.phantom.volume(Self.acquisition(noise: 30, kernel: kernel), engine: Self.engine)
    let clean = try Self.phantom.volume(Self.acquisition(noise: 0, kernel: kernel), engine: Self.engine)
    var (count, squares, neighbours) = (0, 0.0, 0.0)
    for z in 20..<40 {
      for y in 60..<100 {
        for x in 60..<110 {
          let here = Double(noisy[x: x, y: y, z: z]) - Double(clean[x: x, y: y, z: z])
          let next = Double(noisy[x: x + 1, y: y, z: z]) - Double(clean[x: x + 1, y: y, z: z])
          (count, squares, neighbours) = (count + 1, squares + here * here, neighbours + here * next)
        }
      }
    }
    #expect(abs((squares / Double(count)).squareRoot() - 30) < 1.5)
    // Smooth kernels make neighbours alike; sharp ones do not.
    let correlation = neighbours / squares
    #expect(kernel == .soft ? correlation > 0.03 : correlation < 0.05, "\(correlation)")
  }

  @Test("nodules of every size and kind, apart from each other, and drawn as the truth says")
  func nodules() throws {
    let nodules = Self.phantom.nodules
    #expect(nodules.count == 12)
    #expect(Set(nodules.map(\.density)).count == 5 && Set(nodules.map(\.placement)).count == 3)
    for (index, nodule) in nodules.enumerated() {
      #expect((2.5...33).contains(nodule.diameter.value))
      for other in nodules.dropFirst(index + 1) {
        let reach = (nodule.diameter.value + other.diameter.value) / 2
        #expect(nodule.position.distance(to: other.position) > reach)
      }
    }
    let volume = try Self.phantom.volume(Self.acquisition(noise: 0), engine: Self.engine)
    for nodule in nodules where nodule.density == .solid && nodule.diameter.value > 9 {
      let p = nodule.position
      #expect(abs(Double(density(volume, p.x, p.y, p.z)) - Double(nodule.meanDensity.value)) < 25)
    }
  }

  @Test("fewer nodules are those of fewer, none is none; a seed is a patient")
  func seeds() {
    #expect(ChestPhantom(seed: 5, nodules: 0).nodules.isEmpty)
    let again = ChestPhantom(seed: 5, nodules: 12)
    #expect(again.nodules.map(\.position) == Self.phantom.nodules.map(\.position))
    #expect(ChestPhantom(seed: 6, nodules: 12).nodules.map(\.position) != Self.phantom.nodules.map(\.position))
  }

  @Test("the same bits at any number of threads and on every instruction set")
  func reproducible() throws {
    var acquisition = Self.acquisition(noise: 20, kernel: .lung)
    acquisition.geometry = PhantomAcquisition.axial(
      matrix: 64, slices: 20, spacing: PatientVector(x: 5.5, y: 5.5, z: 2.5))
    func voxels(_ threads: Int, _ kernels: KernelSet) throws -> [Int16] {
      let volume = try Self.phantom.volume(acquisition, engine: VolumeEngine(threads: threads, kernels: kernels))
      return volume.storage.withSpan { span in span.indices.map { span[$0] } }
    }
    let expected = try voxels(1, KernelSet.available[0])
    for threads in [2, 3, 7] { #expect(try voxels(threads, KernelSet.available[0]) == expected) }
    for kernels in KernelSet.available { #expect(try voxels(2, kernels) == expected, "\(kernels.name)") }
  }

  @Test("an oblique scan shows the same places", arguments: [0.0, 0.26])
  func oblique(angle: Double) throws {
    let plain = try Self.phantom.volume(Self.acquisition(noise: 0), engine: Self.engine)
    var turned = Self.acquisition(noise: 0)
    let (sine, cosine) = (
      angle * (1 - angle * angle / 6),
      (1 - (angle * (1 - angle * angle / 6)) * (angle * (1 - angle * angle / 6))).squareRoot()
    )
    let (column, slice) = (PatientVector(x: 0, y: cosine, z: sine), PatientVector(x: 0, y: -sine, z: cosine))
    let geometry = turned.geometry
    let (middleX, middleY, middleZ) = (
      geometry.spacing.x * Double(geometry.shape.x - 1) / 2, geometry.spacing.y * Double(geometry.shape.y - 1) / 2,
      geometry.spacing.z * Double(geometry.shape.z - 1) / 2
    )
    turned.geometry = VolumeGeometry(
      shape: geometry.shape,
      origin: PatientVector.zero - PatientVector(x: middleX, y: 0, z: 0) - column * middleY - slice * middleZ,
      spacing: geometry.spacing, columnAxis: column, sliceAxis: slice)
    let volume = try Self.phantom.volume(turned, engine: Self.engine)
    for (x, y, z) in [(20.0, -30.0, -60.0), (24, 42, 0), (-70, -10, -115), (0, -150, 0)] {
      #expect(abs(density(volume, x, y, z) - density(plain, x, y, z)) < 20)
    }
  }

  @Test("lengths that are none are a typed error")
  func badLengths() {
    var acquisition = Self.acquisition(noise: 0)
    acquisition.thickness = Millimetres(0)
    #expect(throws: OperationError.invalidParameter(name: "thickness", value: 0)) {
      try Self.phantom.volume(acquisition, engine: Self.engine)
    }
    acquisition = Self.acquisition(noise: -1)
    #expect(throws: OperationError.invalidParameter(name: "noise", value: -1)) {
      try Self.phantom.volume(acquisition, engine: Self.engine)
    }
  }
}

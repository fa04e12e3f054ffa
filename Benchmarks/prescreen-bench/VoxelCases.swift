import StudyModel
import VolumeOperations

/// The cases that work on voxels.
enum VoxelCases {
  /// - Parameter volume: made when the first case runs.
  static func all(_ engine: VolumeEngine, _ volume: Shared<Volume>, shape: GridShape) -> [BenchmarkCase] {
    let voxels = Double(shape.count)
    func make(
      _ operation: String, flops: Double = 0, bytes: Double, _ run: @escaping () throws -> any Checksummed
    ) -> BenchmarkCase {
      BenchmarkCase(operation, on: engine, size: shape, .init(flops: flops * voxels, bytes: bytes * voxels), run: run)
    }
    let stored = Shared { storedValues(of: try volume(), engine) }
    // The filters for blobs want equal spacing; which one is nothing to them.
    let floats = Shared {
      let cubic = VolumeGeometry(shape: shape, origin: .zero, spacing: PatientVector(x: 1, y: 1, z: 1))
      return engine.floats(Volume(geometry: cubic, storage: try volume().storage), clampedTo: -1000...400)
    }
    let everywhere = Shared { engine.complement(engine.empty(try floats().geometry)) }
    let scales = [1.0, 1.4, 2.0, 2.8].map { Millimetres($0) }

    var cases = [
      make("rescale", flops: 2, bytes: 4) { rescaled(identity(try stored()), engine) },
      make("floats", bytes: 6) { engine.floats(identity(try volume()), clampedTo: -1000...400) },
      // 0.7 to 1 mm along x and y: seven tenths of the rows, then of the columns, each the sum of three.
      make("resample-1mm", flops: 6 * (0.7 + 0.49), bytes: 2 * 1.49) {
        try engine.resample(identity(try volume()), spacing: PatientVector(x: 1, y: 1, z: 1))
      },
      make("histogram", bytes: 2) { engine.histogram(of: identity(try volume())) },
      make("projection", bytes: 2) { try engine.project(identity(try volume()), along: .y, .maximum) },
    ]
    for sigma in [1.0, 2, 4] {
      cases.append(
        make("gaussian-sigma\(Int(sigma))", flops: gaussianFlops(sigma), bytes: 8) {
          try engine.gaussian(identity(try floats()), sigma: PatientVector(x: sigma, y: sigma, z: sigma))
        })
    }
    // Per scale a Gaussian, and a Laplacian of six sums and two products.
    let blobFlops = scales.map { gaussianFlops($0.value) + 8 }.reduce(0, +)
    cases.append(
      make("blob-4scales", flops: blobFlops, bytes: 4) {
        try engine.blobs(in: identity(try floats()), inside: everywhere(), scales: scales, minimumResponse: 40)
      })
    // Per scale a Gaussian, 40 for the Hessian and its minors, and 90 for its eigenvalues, wherever they are needed.
    let hessianFlops = scales.map { gaussianFlops($0.value) + 130 }.reduce(0, +)
    cases.append(
      make("hessian-4scales", flops: hessianFlops, bytes: 9) {
        try engine.blobness(
          of: identity(try floats()), inside: everywhere(), scales: scales.map { BlobScale(sigma: $0.value, weight: 1) }
        )
      })
    cases.append(
      make("local-maxima", bytes: 4) {
        try engine.maxima(of: identity(try floats()), inside: everywhere(), minimum: 0)
      })
    return cases
  }

  /// A product and a sum for each of the `2r + 1` weights along three axes, a voxel.
  private static func gaussianFlops(_ sigma: Double) -> Double { 6 * Double(2 * Int(3 * sigma + 0.5) + 1) }

  /// The volume as a scanner stores it: unsigned, with an intercept.
  private static func storedValues(of volume: Volume, _ engine: VolumeEngine) -> VoxelStorage<UInt16> {
    let stored = engine.arena.storage(of: UInt16.self, count: volume.shape.count)
    for offset in 0..<stored.count {
      stored.mutablePointer[offset] = UInt16(bitPattern: volume.storage.pointer[offset] + 2048)
    }
    return stored
  }

  /// Slice by slice, as a series is loaded.
  private static func rescaled(_ stored: VoxelStorage<UInt16>, _ engine: VolumeEngine) -> VoxelStorage<Int16> {
    let result = engine.arena.storage(of: Int16.self, count: stored.count)
    let format = StoredFormat(bitsStored: 12, highBit: 11, isSigned: false)
    let piece = 512 * 512
    engine.loop.forEachSlab(of: stored.count, height: piece) { range in
      let source = Span(_unsafeStart: stored.pointer + range.lowerBound, count: range.count)
      var target = MutableSpan(_unsafeStart: result.mutablePointer + range.lowerBound, count: range.count)
      do {
        try engine.rescale(
          stored: source, format: format, slope: 1, intercept: -2048, padding: nil, paddingValue: 0, into: &target)
      } catch {
        preconditionFailure("the bits of a slice are well formed: \(error)")
      }
    }
    return result
  }
}

import StudyModel
import VolumeOperations

/// Noise with the grain of a kernel: white noise through the kernel's own filter, scaled to the wanted strength.
struct PhantomNoise {
  let kernel: PhantomKernel
  /// Pixel spacing, mm.
  let spacing: PatientVector

  private var grain: PatientVector { PatientVector(x: kernel.grain / spacing.x, y: kernel.grain / spacing.y, z: 0) }
  private var edge: PatientVector {
    PatientVector(x: kernel.edgeWidth / spacing.x, y: kernel.edgeWidth / spacing.y, z: 0)
  }

  /// Independent values, mean 0, variance 1, for each voxel of a slab: a stream of its own for each row.
  func white(geometry: VolumeGeometry, first slice: Int, seed: Int, scan: Int, engine: VolumeEngine) -> FloatVolume {
    let shape = geometry.shape
    let storage = engine.arena.storage(of: Float.self, count: shape.count)
    engine.loop.forEachSlab(of: shape.z, height: 1) { slab in
      storage.withMutableSpan { voxels in
        for k in slab {
          for j in 0..<shape.y {
            let row = UInt64(truncatingIfNeeded: (scan << 48) ^ ((slice + k) << 20) ^ j)
            var random = SeededRandom(seed: seed, stream: SeededRandom.mix(row) | 1 << 63)
            for index in shape.offset(x: 0, y: j, z: k)..<shape.offset(x: shape.x, y: j, z: k) {
              voxels[index] = random.normal()
            }
          }
        }
      }
    }
    return FloatVolume(geometry: geometry, storage: storage)
  }

  /// The grain, of variance ``variance``.
  func shaped(_ white: FloatVolume, engine: VolumeEngine) throws(OperationError) -> FloatVolume {
    let grained = try engine.gaussian(white, sigma: grain)
    return kernel.edge == 0 ? grained : try engine.emphasised(grained, sigma: edge, by: kernel.edge * 1.6)
  }

  /// Of what ``shaped(_:engine:)`` makes of white noise, measured on a patch of 96² (the filter is the same everywhere).
  func deviation(engine: VolumeEngine) throws(OperationError) -> Float {
    let patch = VolumeGeometry(
      shape: GridShape(x: 160, y: 160, z: 8), origin: .zero, spacing: PatientVector(x: spacing.x, y: spacing.y, z: 1))
    let result = try shaped(white(geometry: patch, first: 0, seed: 1, scan: 1, engine: engine), engine: engine)
    return result.storage.withSpan { voxels in
      var sum = 0.0
      for index in voxels.indices { sum += Double(voxels[index]) * Double(voxels[index]) }
      return Float((sum / Double(voxels.count)).squareRoot())
    }
  }
}

extension VolumeEngine {
  /// `volume + strength * (volume - gaussian)`.
  func emphasised(_ volume: FloatVolume, sigma: PatientVector, by strength: Float) throws(OperationError) -> FloatVolume
  {
    let smooth = try gaussian(volume, sigma: sigma)
    let shape = volume.shape
    loop.forEachSlab(of: shape.z, height: 1) { slab in
      volume.storage.withSpan { sharp in
        smooth.storage.withMutableSpan { result in
          for index in slab.lowerBound * shape.slice..<slab.upperBound * shape.slice {
            result[index] = sharp[index] + strength * (sharp[index] - result[index])
          }
        }
      }
    }
    return smooth
  }
}

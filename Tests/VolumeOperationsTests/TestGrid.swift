import KernelReference
import StudyModel
import TestSupport
import VolumeOperations

/// Engines of every instruction set of this machine, with 1, 2, 3 and 7 threads.
enum Engines {
  static let all: [VolumeEngine] = KernelSet.available.flatMap { kernels in
    [1, 2, 3, 7].map { VolumeEngine(threads: $0, kernels: kernels) }
  }

  static func name(_ engine: VolumeEngine) -> String { "\(engine.kernels.name), \(engine.loop.threads) threads" }
}

/// A grid for small volumes and masks, as the twins and the engine see it.
struct TestGrid: CustomStringConvertible {
  let geometry: VolumeGeometry

  init(_ x: Int, _ y: Int, _ z: Int, spacing: (Double, Double, Double) = (1, 1, 1)) {
    geometry = VolumeGeometry(
      shape: GridShape(x: x, y: y, z: z), origin: .zero,
      spacing: PatientVector(x: spacing.0, y: spacing.1, z: spacing.2))
  }

  var shape: GridShape { geometry.shape }
  var reference: ReferenceGrid { ReferenceGrid(x: shape.x, y: shape.y, z: shape.z) }
  var description: String { "\(shape.x)x\(shape.y)x\(shape.z)" }

  /// Widths around every word and vector of the kernels, and depths around a slab.
  static let awkward: [TestGrid] =
    [0, 1, 63, 64, 65, 127, 128, 129].map { TestGrid($0, 3, 2) }
    + [TestGrid(1, 1, 1), TestGrid(5, 0, 3), TestGrid(70, 1, 9), TestGrid(33, 65, 3), TestGrid(300, 4, 17)]

  /// Noise in which `density` of the voxels are set.
  func noise(_ density: Double, seed: Int) -> [Bool] {
    var random = SplitMix64(seed: seed)
    return (0..<shape.count).map { _ in Double.random(in: 0..<1, using: &random) < density }
  }

  /// Noise in the middle third along every axis, nothing around it.
  func island(seed: Int) -> [Bool] {
    zip(noise(0.6, seed: seed), 0..<shape.count).map { isSet, offset in
      let at = reference.voxel(offset)
      return isSet && at.x / max(1, shape.x / 3) == 1 && at.y / max(1, shape.y / 3) == 1
        && at.z / max(1, shape.z / 3) == 1
    }
  }

  /// Overlapping boxes: runs of all lengths, holes and touching corners.
  func boxes(_ count: Int, seed: Int) -> [Bool] {
    var random = SplitMix64(seed: seed)
    var mask = [Bool](repeating: false, count: shape.count)
    guard shape.count > 0 else { return mask }
    func range(_ limit: Int) -> ClosedRange<Int> {
      let (a, b) = (Int.random(in: 0..<limit, using: &random), Int.random(in: 0..<limit, using: &random))
      return min(a, b)...max(a, b)
    }
    for _ in 0..<count {
      let (xs, ys, zs) = (range(shape.x), range(shape.y), range(shape.z))
      let isSet = Bool.random(using: &random)
      for k in zs { for j in ys { for i in xs { mask[shape.offset(x: i, y: j, z: k)] = isSet } } }
    }
    return mask
  }

  func mask(_ bits: [Bool]) -> MaskVolume {
    let words = VoxelStorage<UInt64>(count: MaskVolume.wordCount(of: shape))
    let wordsPerRow = MaskVolume.wordsPerRow(of: shape)
    words.withMutableSpan { span in
      for index in span.indices { span[index] = 0 }
      for (offset, isSet) in bits.enumerated() where isSet {
        span[offset / shape.x * wordsPerRow + offset % shape.x / 64] |= 1 << UInt64(offset % shape.x % 64)
      }
    }
    return MaskVolume(geometry: geometry, words: words)
  }
}

extension MaskVolume {
  /// One Boolean a voxel.
  var bits: [Bool] {
    (0..<shape.count).map { contains(x: $0 % shape.x, y: $0 / shape.x % shape.y, z: $0 / shape.slice) }
  }

  /// Whether no padding bit is set, as the type promises.
  var hasCleanPadding: Bool {
    let wordsPerRow = Self.wordsPerRow(of: shape)
    guard shape.x % 64 != 0 else { return true }
    return (0..<(shape.y * shape.z)).allSatisfy {
      words[$0 * wordsPerRow + wordsPerRow - 1] >> UInt64(shape.x % 64) == 0
    }
  }
}

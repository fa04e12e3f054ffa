import StudyModel
import VolumeOperations

/// A volume that is to the kernels what a chest is: a body in air, two lungs, vessels, nodules, and noise.
///
/// The same voxels on every machine and for any number of threads: plain arithmetic and a counter for noise.
struct SyntheticChest {
  private struct Point {
    let x: Double
    let y: Double
    let z: Double
  }

  /// A piece of a vessel, or a nodule where both ends are one. In parts of the volume's extent; the radius in those of x.
  private struct Tube {
    let from: Point
    let to: Point
    let radius: Double
  }

  /// - Parameter shape: the chest fills it, whatever it is; voxels are 0.7 x 0.7 x 1 mm.
  static func volume(_ shape: GridShape, loop: ParallelLoop, arena: MemoryArena) -> Volume {
    let storage = arena.storage(of: Int16.self, count: shape.count)
    nonisolated(unsafe) let voxels = storage.mutablePointer
    loop.forEachSlab(of: shape.z) { slab in
      for k in slab { fillSlice(k, shape, voxels) }
    }
    for tube in tubes() { paint(tube, shape, voxels) }
    loop.forEachSlab(of: shape.count, height: 1 << 20) { slab in
      var random = Scrambler(state: UInt64(slab.lowerBound))
      for offset in slab { voxels[offset] += random.noise() }
    }
    let geometry = VolumeGeometry(shape: shape, origin: .zero, spacing: PatientVector(x: 0.7, y: 0.7, z: 1))
    return Volume(geometry: geometry, storage: storage)
  }

  private static func fillSlice(_ k: Int, _ shape: GridShape, _ voxels: UnsafeMutablePointer<Int16>) {
    let z = Double(k) / Double(shape.z) - 0.5
    for j in 0..<shape.y {
      let y = Double(j) / Double(shape.y) - 0.5
      for i in 0..<shape.x {
        let x = Double(i) / Double(shape.x) - 0.5
        let lung = (abs(x) - 0.22) * (abs(x) - 0.22) / 0.0289 + y * y / 0.0576 + z * z / 0.2116
        let body = x * x / 0.2025 + y * y / 0.1024
        // Lungs are denser towards the back; the body a little uneven.
        let value = lung <= 1 ? -850 + 80 * y : body <= 1 ? 40 + 30 * x : -1000
        voxels[shape.offset(x: i, y: j, z: k)] = Int16(value)
      }
    }
  }

  private static func tubes() -> [Tube] {
    var random = Scrambler(state: 1)
    var tubes: [Tube] = []
    for side in [-1.0, 1.0] {
      for _ in 0..<150 {
        let end = Point(
          x: side * (0.12 + 0.24 * random.unit()), y: 0.4 * random.unit() - 0.2, z: 0.8 * random.unit() - 0.4)
        tubes.append(Tube(from: Point(x: side * 0.1, y: 0, z: 0), to: end, radius: 0.002 + 0.004 * random.unit()))
      }
      for _ in 0..<20 {
        let centre = Point(
          x: side * (0.14 + 0.16 * random.unit()), y: 0.3 * random.unit() - 0.15, z: 0.6 * random.unit() - 0.3)
        tubes.append(Tube(from: centre, to: centre, radius: 0.005 + 0.01 * random.unit()))
      }
    }
    return tubes
  }

  /// A ball at every step of half a voxel or less along the tube.
  private static func paint(_ tube: Tube, _ shape: GridShape, _ voxels: UnsafeMutablePointer<Int16>) {
    let radius = tube.radius * Double(shape.x)
    let reach = Int(radius)
    let steps = 2 * max(shape.x, shape.y, shape.z)
    var last = (x: -1, y: -1, z: -1)
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      func voxel(_ from: Double, _ to: Double, _ count: Int) -> Int {
        Int((from + (to - from) * part + 0.5) * Double(count))
      }
      let centre = (
        x: voxel(tube.from.x, tube.to.x, shape.x), y: voxel(tube.from.y, tube.to.y, shape.y),
        z: voxel(tube.from.z, tube.to.z, shape.z)
      )
      if centre == last { continue }
      last = centre
      for k in -reach...reach {
        for j in -reach...reach {
          for i in -reach...reach where Double(i * i + j * j + k * k) <= radius * radius {
            guard shape.contains(x: centre.x + i, y: centre.y + j, z: centre.z + k) else { continue }
            voxels[shape.offset(x: centre.x + i, y: centre.y + j, z: centre.z + k)] = 30
          }
        }
      }
    }
  }
}

/// A small generator of the same numbers everywhere.
struct Scrambler {
  private var state: UInt64

  init(state: UInt64) { self.state = state }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0 or more, less than 1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// Four dice of 32 sides, centred: standard deviation 18 HU, as in a low-dose scan smoothed.
  mutating func noise() -> Int16 {
    let bits = next()
    let sum = (bits & 31) + (bits >> 5 & 31) + (bits >> 10 & 31) + (bits >> 15 & 31)
    return Int16(sum) - 62
  }
}

/// Smooth random variation in space: random values on a lattice of cubes, interpolated between.
struct Texture: Sendable {
  private let seed: UInt64
  private let scale: Float

  /// - Parameter size: edge of a cube, mm.
  init(seed: Int, stream: UInt64, size: Float) {
    self.seed = SeededRandom.mix(UInt64(truncatingIfNeeded: seed) ^ stream &* 0xD1B5_4A32_D192_ED03)
    scale = 1 / size
  }

  /// -1 to 1.
  func value(at p: Point) -> Float {
    let (x, y, z) = (p.x * scale, p.y * scale, p.z * scale)
    let (fx, fy, fz) = (x.rounded(.down), y.rounded(.down), z.rounded(.down))
    let (i, j, k) = (Int32(fx), Int32(fy), Int32(fz))
    let (u, v, w) = (smoothStep(x - fx), smoothStep(y - fy), smoothStep(z - fz))
    func row(_ j: Int32, _ k: Int32) -> Float {
      let (a, b) = (node(i, j, k), node(i &+ 1, j, k))
      return a + (b - a) * u
    }
    func plane(_ k: Int32) -> Float {
      let (a, b) = (row(j, k), row(j &+ 1, k))
      return a + (b - a) * v
    }
    let (a, b) = (plane(k), plane(k &+ 1))
    return a + (b - a) * w
  }

  @inline(__always) private func node(_ i: Int32, _ j: Int32, _ k: Int32) -> Float {
    let place = UInt64(UInt32(bitPattern: i)) | UInt64(UInt32(bitPattern: j)) << 32
    let bits = SeededRandom.mix(place ^ UInt64(UInt32(bitPattern: k)) &* 0x9E37_79B9_7F4A_7C15 ^ seed)
    return Float(Int64(bitPattern: bits) >> 40) * (1 / 8_388_608)
  }
}

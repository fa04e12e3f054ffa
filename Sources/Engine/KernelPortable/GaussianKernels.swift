/// Kernels that combine rows of floats. Twin: `GaussianReference`. Pointers may have any alignment; the target
/// overlaps no source.
public enum GaussianKernels {
  /// One output row of a symmetric filter across rows:
  /// `target[i] = w[0] · rows[r][i] + Σ w[d] · (rows[r - d][i] + rows[r + d][i])`, `d` from 1 to `r`, one rounding for
  /// every `+` and every `·`. Along x the rows are one row shifted by one float each.
  /// - Parameters:
  ///   - rows: `2 · radius + 1` rows, each with `count` readable floats from `offset` on.
  ///   - weights: `radius + 1` weights, the centre's first.
  ///   - target: `count` writable floats.
  @inline(never)
  public static func symmetric(
    rows: UnsafePointer<UnsafePointer<Float>>, offset: Int, weights: UnsafePointer<Float>, radius: Int,
    target: UnsafeMutablePointer<Float>, count: Int
  ) {
    typealias Lanes = SIMD8<Float>
    let to = UnsafeMutableRawPointer(target)
    let centre = Lanes(repeating: weights[0])
    var i = 0
    while i &+ 32 <= count {
      let from = UnsafeRawPointer(rows[radius] + (offset &+ i))
      var a = centre * from.loadUnaligned(as: Lanes.self)
      var b = centre * (from + 32).loadUnaligned(as: Lanes.self)
      var c = centre * (from + 64).loadUnaligned(as: Lanes.self)
      var d = centre * (from + 96).loadUnaligned(as: Lanes.self)
      var tap = 1
      while tap <= radius {
        let weight = Lanes(repeating: weights[tap])
        let low = UnsafeRawPointer(rows[radius &- tap] + (offset &+ i))
        let high = UnsafeRawPointer(rows[radius &+ tap] + (offset &+ i))
        a += weight * (low.loadUnaligned(as: Lanes.self) + high.loadUnaligned(as: Lanes.self))
        b += weight * ((low + 32).loadUnaligned(as: Lanes.self) + (high + 32).loadUnaligned(as: Lanes.self))
        c += weight * ((low + 64).loadUnaligned(as: Lanes.self) + (high + 64).loadUnaligned(as: Lanes.self))
        d += weight * ((low + 96).loadUnaligned(as: Lanes.self) + (high + 96).loadUnaligned(as: Lanes.self))
        tap &+= 1
      }
      to.storeBytes(of: a, toByteOffset: i &* 4, as: Lanes.self)
      to.storeBytes(of: b, toByteOffset: i &* 4 &+ 32, as: Lanes.self)
      to.storeBytes(of: c, toByteOffset: i &* 4 &+ 64, as: Lanes.self)
      to.storeBytes(of: d, toByteOffset: i &* 4 &+ 96, as: Lanes.self)
      i &+= 32
    }
    // Eight at a time; the last eight may overlap those before them, which gives the same numbers again.
    while i < count && count >= 8 {
      let start = min(i, count &- 8)
      var sum = centre * UnsafeRawPointer(rows[radius] + (offset &+ start)).loadUnaligned(as: Lanes.self)
      var tap = 1
      while tap <= radius {
        let low = UnsafeRawPointer(rows[radius &- tap] + (offset &+ start)).loadUnaligned(as: Lanes.self)
        let high = UnsafeRawPointer(rows[radius &+ tap] + (offset &+ start)).loadUnaligned(as: Lanes.self)
        sum += Lanes(repeating: weights[tap]) * (low + high)
        tap &+= 1
      }
      to.storeBytes(of: sum, toByteOffset: start &* 4, as: Lanes.self)
      i = start &+ 8
    }
    while i < count {
      var sum = weights[0] * rows[radius][offset &+ i]
      var tap = 1
      while tap <= radius {
        sum += weights[tap] * (rows[radius &- tap][offset &+ i] + rows[radius &+ tap][offset &+ i])
        tap &+= 1
      }
      target[i] = sum
      i &+= 1
    }
  }

  /// Two output rows at once: `first` as ``symmetric(rows:offset:weights:radius:target:count:)`` makes it from
  /// `rows[0...2 · radius]`, `second` from `rows[1...2 · radius + 1]`. Every input is loaded once for both: the pass is
  /// bound by loads.
  /// - Parameters:
  ///   - rows: `2 · radius + 2` rows, each with `count` readable floats from `offset` on.
  ///   - weights: `radius + 1` weights, the centre's first.
  ///   - first, second: `count` writable floats each.
  @inline(never)
  public static func symmetricPair(
    rows: UnsafePointer<UnsafePointer<Float>>, offset: Int, weights: UnsafePointer<Float>, radius: Int,
    first: UnsafeMutablePointer<Float>, second: UnsafeMutablePointer<Float>, count: Int
  ) {
    typealias Lanes = SIMD8<Float>
    guard count >= 16 else {
      symmetric(rows: rows, offset: offset, weights: weights, radius: radius, target: first, count: count)
      symmetric(rows: rows + 1, offset: offset, weights: weights, radius: radius, target: second, count: count)
      return
    }
    let toFirst = UnsafeMutableRawPointer(first)
    let toSecond = UnsafeMutableRawPointer(second)
    let centre = Lanes(repeating: weights[0])
    var i = 0
    while i < count {
      let start = min(i, count &- 16)  // the last sixteen may overlap those before: the same numbers again
      let at = offset &+ start
      // What the last step loaded on the lower side serves the second row now, on the upper side the first.
      var lowA = load(rows[radius], at)
      var lowB = load(rows[radius], at &+ 8)
      var highA = load(rows[radius &+ 1], at)
      var highB = load(rows[radius &+ 1], at &+ 8)
      var firstA = centre * lowA
      var firstB = centre * lowB
      var secondA = centre * highA
      var secondB = centre * highB
      var tap = 1
      while tap <= radius {
        let weight = Lanes(repeating: weights[tap])
        let belowA = load(rows[radius &- tap], at)
        let belowB = load(rows[radius &- tap], at &+ 8)
        let aboveA = load(rows[radius &+ 1 &+ tap], at)
        let aboveB = load(rows[radius &+ 1 &+ tap], at &+ 8)
        firstA += weight * (belowA + highA)
        firstB += weight * (belowB + highB)
        secondA += weight * (lowA + aboveA)
        secondB += weight * (lowB + aboveB)
        lowA = belowA
        lowB = belowB
        highA = aboveA
        highB = aboveB
        tap &+= 1
      }
      toFirst.storeBytes(of: firstA, toByteOffset: start &* 4, as: Lanes.self)
      toFirst.storeBytes(of: firstB, toByteOffset: start &* 4 &+ 32, as: Lanes.self)
      toSecond.storeBytes(of: secondA, toByteOffset: start &* 4, as: Lanes.self)
      toSecond.storeBytes(of: secondB, toByteOffset: start &* 4 &+ 32, as: Lanes.self)
      i = start &+ 16
    }
  }

  @inline(__always)
  private static func load(_ row: UnsafePointer<Float>, _ offset: Int) -> SIMD8<Float> {
    UnsafeRawPointer(row + offset).loadUnaligned(as: SIMD8<Float>.self)
  }
}

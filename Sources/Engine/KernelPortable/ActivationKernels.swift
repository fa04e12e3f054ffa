import KernelShim

/// Kernels that work on one number after the other. Twin: `NetworkReference`. Targets may be the memory of a source.
public enum ActivationKernels {
  private typealias Lanes = SIMD8<Float>

  /// `target[i] = act(a[i] + b[i])`, where `act(x)` is `x`, and `slope · x` where `x` is negative.
  @inline(never)
  public static func add(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, slope: Float, target: UnsafeMutablePointer<Float>, count: Int
  ) {
    var i = 0
    while i &+ 8 <= count {
      var sum = load(a + i) + load(b + i)
      sum.replace(with: sum * slope, where: sum .< 0)
      UnsafeMutableRawPointer(target + i).storeBytes(of: sum, as: Lanes.self)
      i &+= 8
    }
    while i < count {
      let sum = a[i] + b[i]
      target[i] = sum < 0 ? sum * slope : sum
      i &+= 1
    }
  }

  /// `target[p][c] = act(from[p][c] · scale[c] + shift[c])`, where `act(x)` is `x`, and `slope · x` where `x` is negative.
  @inline(never)
  public static func scale(
    _ from: UnsafePointer<Float>, scale: UnsafePointer<Float>, shift: UnsafePointer<Float>, slope: Float, channels: Int,
    target: UnsafeMutablePointer<Float>, count: Int
  ) {
    var position = 0
    while position < count {
      let source = from + position &* channels
      let to = target + position &* channels
      var c = 0
      while c &+ 8 <= channels {
        var value = load(source + c) * load(scale + c) + load(shift + c)
        value.replace(with: value * slope, where: value .< 0)
        UnsafeMutableRawPointer(to + c).storeBytes(of: value, as: Lanes.self)
        c &+= 8
      }
      while c < channels {
        let value = source[c] * scale[c] + shift[c]
        to[c] = value < 0 ? value * slope : value
        c &+= 1
      }
      position &+= 1
    }
  }

  /// `target[i] = low[i] + weight · (high[i] - low[i])`.
  @inline(never)
  public static func blend(
    _ low: UnsafePointer<Float>, _ high: UnsafePointer<Float>, weight: Float, target: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    var i = 0
    while i &+ 8 <= count {
      let from = load(low + i)
      UnsafeMutableRawPointer(target + i).storeBytes(of: from + (load(high + i) - from) * weight, as: Lanes.self)
      i &+= 8
    }
    while i < count {
      target[i] = low[i] + (high[i] - low[i]) * weight
      i &+= 1
    }
  }

  /// `target[i] = 1 / (1 + exp(-from[i]))`, times `from[i]` where `isWeighted` (SiLU). NaN stays NaN.
  @inline(never)
  public static func sigmoid(
    _ from: UnsafePointer<Float>, isWeighted: Bool, target: UnsafeMutablePointer<Float>, count: Int
  ) {
    var i = 0
    while i < count {
      let lanes = min(8, count &- i)
      var value = Lanes.zero
      if lanes == 8 {
        value = load(from + i)
      } else {
        var lane = 0
        while lane < lanes {
          value[lane] = from[i &+ lane]
          lane &+= 1
        }
      }
      var result = 1 / (1 + exponential(-value))
      if isWeighted { result *= value }
      if lanes == 8 {
        UnsafeMutableRawPointer(target + i).storeBytes(of: result, as: Lanes.self)
      } else {
        var lane = 0
        while lane < lanes {
          target[i &+ lane] = result[lane]
          lane &+= 1
        }
      }
      i &+= 8
    }
  }

  /// `target[i] = exp(from[i] - offset)`, to two units in the last place.
  @inline(never)
  public static func exponential(
    _ from: UnsafePointer<Float>, offset: Float, target: UnsafeMutablePointer<Float>, count: Int
  ) {
    var i = 0
    while i < count {
      if i &+ 8 <= count {
        let result = exponential(load(from + i) - offset)
        UnsafeMutableRawPointer(target + i).storeBytes(of: result, as: Lanes.self)
        i &+= 8
      } else {
        target[i] = exponential(Lanes(repeating: from[i] - offset))[0]
        i &+= 1
      }
    }
  }

  /// The exponential function of each lane, held within e^±87; NaN stays NaN.
  ///
  /// `exp(x) = 2^n · exp(r)` with whole `n` and `|r|` at most half of ln 2, which is subtracted in two parts.
  /// Source: Cephes, `expf`.
  @inline(__always)
  private static func exponential(_ lanes: Lanes) -> Lanes {
    // The order of operands keeps NaN: where a lane is NaN, the second is the result.
    let held = kernel_min(Lanes(repeating: 87), kernel_max(Lanes(repeating: -87), lanes))
    let n = kernel_round_to_int(held * 1.442_695_04)
    let whole = kernel_to_float(n)
    var r = held - whole * 0.693_359_375
    r += whole * 2.121_944_4e-4
    var p = Lanes(repeating: 1.987_569_15e-4)
    p = p * r + 1.398_199_95e-3
    p = p * r + 8.333_452e-3
    p = p * r + 4.166_579_6e-2
    p = p * r + 1.666_666_55e-1
    p = p * r + 5.000_000_1e-1
    let power = kernel_power_of_two(n)
    return (p * (r * r) + r + 1) * power
  }

  @inline(__always)
  private static func load(_ pointer: UnsafePointer<Float>) -> Lanes {
    UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
  }
}

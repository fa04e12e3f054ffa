import KernelShim

/// Sums, means and maxima over a window, channel by channel: depthwise convolution and pooling. Twin:
/// `NetworkReference`. Each product and each sum is rounded; the window's places are taken in the order of `offsets`.
public enum ChannelKernels {
  private typealias Lanes = SIMD8<Float>

  /// `target[p][c] = act(Σ from[p · step + offsets[t] + c] · weights[t · channels + c] + bias[c])`, where `act(x)` is `x`,
  /// and `slope · x` where `x` is negative.
  /// - Parameters:
  ///   - step: floats from one position to the next.
  ///   - offsets: `places` offsets from the start of a position.
  ///   - target: `count · channels` writable floats.
  @inline(never)
  public static func depthwise(
    from: UnsafePointer<Float>, step: Int, offsets: UnsafePointer<Int>, places: Int, weights: UnsafePointer<Float>,
    bias: UnsafePointer<Float>, slope: Float, channels: Int, target: UnsafeMutablePointer<Float>, count: Int
  ) {
    var position = 0
    while position < count {
      let source = from + position &* step
      let to = target + position &* channels
      var c = 0
      while c &+ 8 <= channels {
        var sum = Lanes.zero
        var t = 0
        while t < places {
          sum += load(source + (offsets[t] &+ c)) * load(weights + (t &* channels &+ c))
          t &+= 1
        }
        sum += load(bias + c)
        sum.replace(with: sum * slope, where: sum .< 0)
        UnsafeMutableRawPointer(to + c).storeBytes(of: sum, as: Lanes.self)
        c &+= 8
      }
      while c < channels {
        var sum: Float = 0
        var t = 0
        while t < places {
          sum += source[offsets[t] &+ c] * weights[t &* channels &+ c]
          t &+= 1
        }
        sum += bias[c]
        to[c] = sum < 0 ? sum * slope : sum
        c &+= 1
      }
      position &+= 1
    }
  }

  /// `target[p][c]` is the largest of `from[p · step + offsets[t] + c]`; where one of them is NaN, it may be lost.
  @inline(never)
  public static func maximum(
    from: UnsafePointer<Float>, step: Int, offsets: UnsafePointer<Int>, places: Int, channels: Int,
    target: UnsafeMutablePointer<Float>, count: Int
  ) {
    var position = 0
    while position < count {
      let source = from + position &* step
      let to = target + position &* channels
      var c = 0
      while c &+ 8 <= channels {
        var largest = load(source + (offsets[0] &+ c))
        var t = 1
        while t < places {
          largest = kernel_max(largest, load(source + (offsets[t] &+ c)))
          t &+= 1
        }
        UnsafeMutableRawPointer(to + c).storeBytes(of: largest, as: Lanes.self)
        c &+= 8
      }
      while c < channels {
        var largest = source[offsets[0] &+ c]
        var t = 1
        while t < places {
          let value = source[offsets[t] &+ c]
          if !(largest > value) { largest = value }
          t &+= 1
        }
        to[c] = largest
        c &+= 1
      }
      position &+= 1
    }
  }

  /// `target[p][c] = scale · Σ from[p · step + offsets[t] + c]`.
  @inline(never)
  public static func mean(
    from: UnsafePointer<Float>, step: Int, offsets: UnsafePointer<Int>, places: Int, scale: Float, channels: Int,
    target: UnsafeMutablePointer<Float>, count: Int
  ) {
    var position = 0
    while position < count {
      let source = from + position &* step
      let to = target + position &* channels
      var c = 0
      while c &+ 8 <= channels {
        var sum = Lanes.zero
        var t = 0
        while t < places {
          sum += load(source + (offsets[t] &+ c))
          t &+= 1
        }
        UnsafeMutableRawPointer(to + c).storeBytes(of: sum * scale, as: Lanes.self)
        c &+= 8
      }
      while c < channels {
        var sum: Float = 0
        var t = 0
        while t < places {
          sum += source[offsets[t] &+ c]
          t &+= 1
        }
        to[c] = sum * scale
        c &+= 1
      }
      position &+= 1
    }
  }

  @inline(__always)
  private static func load(_ pointer: UnsafePointer<Float>) -> Lanes {
    UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The layers of networks in doubles, in the plainest code. Triples are z, y, x.
public enum NetworkReference {
  public typealias Triple = (z: Int, y: Int, x: Int)

  private static func size(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> Int {
    (size + 2 * padding - kernel) / stride + 1
  }

  /// Calls `body` with the values in the window of each position and channel, `nil` outside, z slowest.
  private static func windows(
    _ input: ReferenceTensor, channels: Int, kernel: Triple, stride: Triple, padding: Triple,
    _ body: (_ channel: Int, _ value: (_ place: Triple, _ inputChannel: Int) -> Double?) -> Double
  ) -> ReferenceTensor {
    ReferenceTensor(
      z: size(input.z, kernel.z, stride.z, padding.z), y: size(input.y, kernel.y, stride.y, padding.y),
      x: size(input.x, kernel.x, stride.x, padding.x), channels: channels
    ) { k, j, i, c in
      body(c) { place, channel in
        input.value(
          k * stride.z - padding.z + place.z, j * stride.y - padding.y + place.y, i * stride.x - padding.x + place.x,
          channel)
      }
    }
  }

  private static func places(_ kernel: Triple) -> [Triple] {
    (0..<kernel.z).flatMap { z in (0..<kernel.y).flatMap { y in (0..<kernel.x).map { (z, y, $0) } } }
  }

  /// Convolution with zeros outside.
  /// - Parameter weights: `[output][input of its group][z][y][x]`.
  public static func convolve(
    _ input: ReferenceTensor, weights: [Float], bias: [Float], kernel: Triple, stride: Triple = (1, 1, 1),
    padding: Triple = (0, 0, 0), groups: Int = 1
  ) -> ReferenceTensor {
    let (inputs, outputs) = (input.channels / groups, bias.count / groups)
    let places = places(kernel)
    return windows(input, channels: bias.count, kernel: kernel, stride: stride, padding: padding) { output, value in
      var sum = Double(bias[output])
      for channel in 0..<inputs {
        for (index, place) in places.enumerated() {
          let weight = Double(weights[(output * inputs + channel) * places.count + index])
          sum += weight * (value(place, output / outputs * inputs + channel) ?? 0)
        }
      }
      return sum
    }
  }

  /// The largest value of a window.
  public static func maximumPool(
    _ input: ReferenceTensor, kernel: Triple, stride: Triple, padding: Triple = (0, 0, 0)
  ) -> ReferenceTensor {
    let places = places(kernel)
    return windows(input, channels: input.channels, kernel: kernel, stride: stride, padding: padding) { c, value in
      places.compactMap { value($0, c) }.max()!
    }
  }

  /// The mean of a window; zeros outside count.
  public static func averagePool(
    _ input: ReferenceTensor, kernel: Triple, stride: Triple, padding: Triple = (0, 0, 0)
  ) -> ReferenceTensor {
    let places = places(kernel)
    return windows(input, channels: input.channels, kernel: kernel, stride: stride, padding: padding) { c, value in
      places.map { value($0, c) ?? 0 }.reduce(0, +) / Double(places.count)
    }
  }

  /// Repetition of every voxel.
  public static func nearest(_ input: ReferenceTensor, factor: Triple) -> ReferenceTensor {
    ReferenceTensor(z: input.z * factor.z, y: input.y * factor.y, x: input.x * factor.x, channels: input.channels) {
      input.value($0 / factor.z, $1 / factor.y, $2 / factor.x, $3)!
    }
  }

  /// Linear interpolation between centres, the outermost voxels repeated.
  public static func linear(_ input: ReferenceTensor, factor: Triple) -> ReferenceTensor {
    func weights(_ position: Int, _ factor: Int, _ size: Int) -> [(Int, Double)] {
      let centre = min(max((Double(position) + 0.5) / Double(factor) - 0.5, 0), Double(size - 1))
      let low = Int(centre)
      return [(low, 1 - (centre - Double(low))), (min(low + 1, size - 1), centre - Double(low))]
    }
    return ReferenceTensor(
      z: input.z * factor.z, y: input.y * factor.y, x: input.x * factor.x, channels: input.channels
    ) { k, j, i, c in
      var sum = 0.0
      for (z, a) in weights(k, factor.z, input.z) {
        for (y, b) in weights(j, factor.y, input.y) {
          for (x, w) in weights(i, factor.x, input.x) { sum += a * b * w * input.value(z, y, x, c)! }
        }
      }
      return sum
    }
  }

  /// `x · scale[c] + shift[c]`.
  public static func scale(_ input: ReferenceTensor, _ scale: [Double], _ shift: [Double]) -> ReferenceTensor {
    ReferenceTensor(z: input.z, y: input.y, x: input.x, channels: input.channels) {
      input.value($0, $1, $2, $3)! * scale[$3] + shift[$3]
    }
  }

  public static func rectify(_ input: ReferenceTensor, slope: Double) -> ReferenceTensor {
    input.map { $0 < 0 ? $0 * slope : $0 }
  }

  public static func sigmoid(_ input: ReferenceTensor) -> ReferenceTensor { input.map { 1 / (1 + exp(-$0)) } }

  public static func add(_ a: ReferenceTensor, _ b: ReferenceTensor) -> ReferenceTensor {
    var result = a
    for index in result.values.indices { result.values[index] += b.values[index] }
    return result
  }

  /// The channels of `b` behind those of `a`.
  public static func concatenate(_ a: ReferenceTensor, _ b: ReferenceTensor) -> ReferenceTensor {
    ReferenceTensor(z: a.z, y: a.y, x: a.x, channels: a.channels + b.channels) {
      $3 < a.channels ? a.value($0, $1, $2, $3)! : b.value($0, $1, $2, $3 - a.channels)!
    }
  }

  /// Softmax over the channels of each voxel.
  public static func softmax(_ input: ReferenceTensor) -> ReferenceTensor {
    let exponentials = input.map { exp($0) }
    return ReferenceTensor(z: input.z, y: input.y, x: input.x, channels: input.channels) { k, j, i, c in
      exponentials.value(k, j, i, c)! / (0..<input.channels).map { exponentials.value(k, j, i, $0)! }.reduce(0, +)
    }
  }

  /// Channel slowest, then z, y, x.
  public static func flatten(_ input: ReferenceTensor) -> ReferenceTensor {
    var values: [Double] = []
    for c in 0..<input.channels {
      for k in 0..<input.z { for j in 0..<input.y { for i in 0..<input.x { values.append(input.value(k, j, i, c)!) } } }
    }
    return ReferenceTensor(z: 1, y: 1, x: 1, channels: values.count, values: values)
  }
}

/// Reads the parameters of one layer and refuses those that make no sense.
struct ParameterReader {
  let layer: String
  let rank: Int

  /// The most channels, or voxels along an axis.
  static let most = 1 << 16

  func number(_ name: String, _ value: Int?, in range: ClosedRange<Int>) throws(NetworkError) -> Int {
    guard let value, range.contains(value) else {
      throw .badParameter(
        layer: layer, parameter: name, problem: "is \(value.map(String.init) ?? "missing"), it must lie in \(range)")
    }
    return value
  }

  func real(_ name: String, _ value: Float?, in range: ClosedRange<Float>) throws(NetworkError) -> Float {
    guard let value, range.contains(value) else {
      throw .badParameter(
        layer: layer, parameter: name, problem: "is \(value.map { "\($0)" } ?? "missing"), it must lie in \(range)")
    }
    return value
  }

  /// As many numbers as there are axes: z, y, x, or y, x. Along the axis that a plane lacks the number is `flat`.
  func extent(
    _ name: String, _ values: [Int]?, default missing: Extent?, flat: Int = 1, in range: ClosedRange<Int>
  ) throws(NetworkError) -> Extent {
    guard let values else {
      if let missing { return missing }
      throw .badParameter(layer: layer, parameter: name, problem: "is missing")
    }
    guard values.count == rank, values.allSatisfy(range.contains) else {
      throw .badParameter(
        layer: layer, parameter: name, problem: "is \(values), it must be \(rank) numbers in \(range)")
    }
    return Extent(z: rank == 3 ? values[0] : flat, y: values[rank - 2], x: values[rank - 1])
  }

  /// Kernel, stride and padding. A pooling moves by its own size where no stride is given, and is padded by half of it
  /// at most.
  func window(_ row: LayerRecord, isPooling: Bool = false) throws(NetworkError) -> Window {
    let kernel = try extent("kernel", row.kernel, default: nil, in: 1...64)
    let window = Window(
      kernel: kernel, stride: try extent("stride", row.stride, default: isPooling ? kernel : .one, in: 1...64),
      padding: try extent("padding", row.padding, default: .zero, flat: 0, in: 0...64))
    let (padding, half) = (window.padding, isPooling ? 2 : 1)
    guard half * padding.z <= kernel.z, half * padding.y <= kernel.y, half * padding.x <= kernel.x else {
      throw .badParameter(layer: layer, parameter: "padding", problem: "is too large for the kernel")
    }
    return window
  }
}

/// The weights of a convolution or dense layer as they come from the file, batch normalisation folded in.
struct LayerWeights: Sendable {
  let outputChannels: Int
  /// Input channels that each output sees.
  let inputChannels: Int
  let kernel: Extent
  /// `[output][input][z][y][x]`.
  var values: [Float]
  /// One for each output.
  var bias: [Float]

  func value(_ output: Int, _ input: Int, _ z: Int, _ y: Int, _ x: Int) -> Float {
    values[(((output * inputChannels + input) * kernel.z + z) * kernel.y + y) * kernel.x + x]
  }

  /// Multiplies every output by `scale`, then adds `shift`, as a batch normalisation behind the layer would.
  mutating func fold(_ normalisation: Normalisation) {
    let row = inputChannels * kernel.count
    for output in 0..<outputChannels {
      let scale = normalisation.scale[output]
      for index in output * row..<(output + 1) * row { values[index] = Float(Double(values[index]) * scale) }
      bias[output] = Float(Double(bias[output]) * scale + normalisation.shift[output])
    }
  }
}

/// A batch normalisation as one product and one sum a channel.
struct Normalisation: Sendable {
  let scale: [Double]
  let shift: [Double]

  /// Reads `weight`, `bias`, `running_mean` and `running_var`, computed with as doubles.
  init(name: String, channels: Int, epsilon: Float, from weights: borrowing WeightReader) throws(NetworkError) {
    let gain = try weights.floats("\(name).weight", [channels])
    let offset = try weights.floats("\(name).bias", [channels])
    let mean = try weights.floats("\(name).running_mean", [channels])
    let variance = try weights.floats("\(name).running_var", [channels])
    guard variance.allSatisfy({ $0 >= 0 && $0 + epsilon > 0 }) else {
      throw .badParameter(layer: name, parameter: "running_var", problem: "is not positive")
    }
    let scale = (0..<channels).map { Double(gain[$0]) / (Double(variance[$0]) + Double(epsilon)).squareRoot() }
    shift = (0..<channels).map { Double(offset[$0]) - Double(mean[$0]) * scale[$0] }
    self.scale = scale
  }
}

/// Gives out tensors and remembers which were asked for.
struct WeightReader: ~Copyable {
  private let tensors: SafeTensors
  private let used = UsedNames()

  init(_ tensors: SafeTensors) { self.tensors = tensors }

  func floats(_ name: String, _ shape: [Int]) throws(NetworkError) -> [Float] {
    used.names.insert(name)
    return try tensors.floats(name, shape: shape)
  }

  /// - Throws: ``NetworkError/unusedTensor(_:)`` for the first by name that nobody asked for.
  func finish() throws(NetworkError) {
    if let name = tensors.entries.keys.filter({ !used.names.contains($0) }).min() { throw .unusedTensor(name) }
  }

  private final class UsedNames {
    var names: Set<String> = []
  }
}

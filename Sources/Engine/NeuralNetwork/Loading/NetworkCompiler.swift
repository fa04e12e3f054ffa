/// One layer of a network, and which values it takes and makes. Values are counted: the inputs first, then the layers
/// of the description.
struct NetworkStep: Sendable {
  let layer: any Layer
  let sources: [Int]
  let addend: Int?
  let result: Int
}

/// Turns a description and its weights into steps: what can be done in one pass over memory becomes one layer.
struct NetworkCompiler: ~Copyable {
  private let description: NetworkDescription
  private let weights: WeightReader
  private let values: [String: Int]
  /// For each value the layers that use it, by index.
  private let consumers: [[Int]]
  private var shapes: [TensorShape?]
  private var steps: [NetworkStep] = []

  /// The steps of a network, in order.
  static func steps(
    of description: NetworkDescription, weights: SafeTensors
  ) throws(NetworkError) -> [NetworkStep] {
    var compiler = NetworkCompiler(description, weights)
    try compiler.compile()
    try compiler.weights.finish()
    return compiler.steps
  }

  private init(_ description: NetworkDescription, _ tensors: SafeTensors) {
    self.description = description
    weights = WeightReader(tensors)
    let names = description.inputs.map(\.name) + description.layers.map(\.name)
    let values = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var consumers = [[Int]](repeating: [], count: names.count)
    for (index, layer) in description.layers.enumerated() {
      for input in layer.inputs { consumers[values[input]!].append(index) }
    }
    self.values = values
    self.consumers = consumers
    shapes = [TensorShape?](repeating: nil, count: names.count)
    for (index, input) in description.inputs.enumerated() { shapes[index] = input.shape }
  }

  private mutating func compile() throws(NetworkError) {
    let first = description.inputs.count
    for input in description.inputs where !input.shape.isSound {
      throw .badParameter(layer: input.name, parameter: "size", problem: "is too large")
    }
    for (index, layer) in description.layers.enumerated() where shapes[first + index] == nil {
      let sources = layer.inputs.map { values[$0]! }
      var inputs: [TensorShape] = []
      for source in sources { if let shape = shapes[source] { inputs.append(shape) } }
      let chain = FusedChain(startingAt: index, in: description, values: values, consumers: consumers)
      let made = try make(layer, inputs: inputs, chain: chain)
      let shape = try made.shape(of: inputs)
      guard shape.isSound else { throw .wrongShape(layer: layer.name, problem: "cannot make \(shape)") }
      if let addend = chain.addend, let other = shapes[addend], other != shape {
        throw .wrongShape(layer: description.layers[chain.last].name, problem: "cannot add \(other) to \(shape)")
      }
      for fused in chain.layers { shapes[first + fused] = shape }
      steps.append(NetworkStep(layer: made, sources: sources, addend: chain.addend, result: first + chain.last))
    }
  }

  private func make(
    _ layer: NetworkDescription.Layer, inputs: [TensorShape], chain: FusedChain
  ) throws(NetworkError) -> any Layer {
    let (name, input) = (layer.name, inputs[0])
    let slope = chain.slope ?? 1
    switch layer.kind {
    case .convolution(let channels, let window, let groups, let hasBias):
      guard groups == 1 || (groups == input.channels && channels == input.channels) else {
        throw .badParameter(layer: name, parameter: "groups", problem: "is \(groups); it must be 1, or the channels")
      }
      let weights = try matrix(
        layer, outputs: channels, inputs: input.channels / groups, kernel: window.kernel, hasBias: hasBias, chain)
      if groups > 1 { return DepthwiseConvolution(name: name, window: window, weights: weights, slope: slope) }
      return WinogradConvolution.fits(window, inputs: input.channels, outputs: channels)
        ? WinogradConvolution(name: name, weights: weights, slope: slope)
        : Convolution(name: name, window: window, weights: weights, slope: slope)
    case .dense(let features, let hasBias):
      guard input.voxels == 1 else { throw .wrongShape(layer: name, problem: "takes a vector, not \(input)") }
      let weights = try matrix(
        layer, outputs: features, inputs: input.channels, kernel: .one, hasBias: hasBias, chain)
      return Convolution(name: name, window: Window(), weights: weights, slope: slope)
    case .batchNormalisation(let epsilon):
      let normalisation = try Normalisation(name: name, channels: input.channels, epsilon: epsilon, from: weights)
      return ScaleLayer(
        name: name, scale: normalisation.scale.map { Float($0) }, shift: normalisation.shift.map { Float($0) },
        slope: slope)
    case .rectifier(let slope):
      let ones = [Float](repeating: 1, count: input.channels)
      return ScaleLayer(name: name, scale: ones, shift: ones.map { _ in 0 }, slope: slope)
    case .sigmoid(let isWeighted): return SigmoidLayer(isWeighted: isWeighted)
    case .softmax: return SoftmaxLayer()
    case .pool(let kind, let window): return Pool(name: name, kind: kind, window: window)
    case .globalPool(let kind): return Pool(name: name, kind: kind, window: nil)
    case .upsample(let factor, let isLinear): return Upsample(name: name, factor: factor, isLinear: isLinear)
    case .concatenate: return ConcatenateLayer(name: name)
    case .add: return AddLayer(name: name, slope: slope)
    case .flatten: return FlattenLayer()
    }
  }

  private func matrix(
    _ layer: NetworkDescription.Layer, outputs: Int, inputs: Int, kernel: Extent, hasBias: Bool, _ chain: FusedChain
  ) throws(NetworkError) -> LayerWeights {
    var shape = [outputs, inputs]
    if case .convolution = layer.kind {
      shape += (description.rank == 3 ? [kernel.z] : []) + [kernel.y, kernel.x]
    }
    let values = try weights.floats("\(layer.name).weight", shape)
    let bias = hasBias ? try weights.floats("\(layer.name).bias", [outputs]) : [Float](repeating: 0, count: outputs)
    var result = LayerWeights(
      outputChannels: outputs, inputChannels: inputs, kernel: kernel, values: values, bias: bias)
    if let (name, epsilon) = chain.normalisation {
      result.fold(try Normalisation(name: name, channels: outputs, epsilon: epsilon, from: weights))
    }
    return result
  }
}

extension NetworkDescription.Input {
  /// The shape of one item at the size for which the network is made.
  var shape: TensorShape { TensorShape(z: size.z, y: size.y, x: size.x, channels: channels) }
}

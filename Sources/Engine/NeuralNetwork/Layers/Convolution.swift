import VolumeOperations

/// A convolution in any number of dimensions, or a dense layer, as matrix products: the terms of a sum lie in runs along
/// x and the channels, which are multiplied where they lie.
struct Convolution: Layer {
  let name: String
  let window: Window
  let inputChannels: Int
  let slope: Float
  private let panels: PackedPanels

  init(name: String, window: Window, weights: LayerWeights, slope: Float) {
    self.name = name
    self.window = window
    self.slope = slope
    inputChannels = weights.inputChannels
    let (channels, kernel) = (weights.inputChannels, weights.kernel)
    panels = PackedPanels(outputs: weights.outputChannels, terms: kernel.count * channels, bias: weights.bias) {
      let place = $1 / channels
      return weights.value(
        $0, $1 % channels, place / (kernel.y * kernel.x), place / kernel.x % kernel.y, place % kernel.x)
    }
  }

  var takesAddend: Bool { true }

  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape {
    try window.shape(of: inputs[0], layer: name, inputs: inputChannels, outputs: panels.outputs)
  }

  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext) {
    guard window != Window() else {
      runPointwise(inputs[0], addend: addend, into: target, context)
      return
    }
    let shape = target.shape
    WindowSlab.forEach(of: shape, source: inputs[0], window: window, loop: context.loop) { slab in
      let offsets = slab.rowOffsets
      slab.withInputs(fill: 0, arena: context.arena) { from in
        context.arena.withScratch(of: Float.self, count: 96) { sums in
          for panel in 0..<panels.count {
            for row in slab.rows {
              let at = (slab.plane * shape.y + row) * shape.x * shape.channels + panel * PackedPanels.width
              context.kernels.multiply(
                from + (row - slab.rows.lowerBound) * slab.rowStep, slab.step, offsets, offsets.count,
                window.kernel.x * inputChannels, panels.weights(panel), target.pointer + at, shape.channels, shape.x,
                panels.columns(panel), panels.bias(panel), addend.map { $0.pointer + at }, slope, sums)
            }
          }
        }
      }
    }
  }

  /// Every position is a row of the matrix.
  private func runPointwise(
    _ input: TensorView, addend: TensorView?, into target: MutableTensorView, _ context: RunContext
  ) {
    let outputs = panels.outputs
    context.loop.forEachSlab(of: target.shape.voxels, height: 192) { positions in
      context.arena.withScratch(of: Float.self, count: 96) { sums in
        for panel in 0..<panels.count {
          let at = positions.lowerBound * outputs + panel * PackedPanels.width
          context.kernels.multiply(
            input.pointer + positions.lowerBound * inputChannels, inputChannels, [0], 1, inputChannels,
            panels.weights(panel), target.pointer + at, outputs, positions.count, panels.columns(panel),
            panels.bias(panel), addend.map { $0.pointer + at }, slope, sums)
        }
      }
    }
  }
}

extension Window {
  /// The shape of a result, checked.
  func shape(of input: TensorShape, layer: String, inputs: Int, outputs: Int) throws(NetworkError) -> TensorShape {
    guard input.channels == inputs else {
      throw .wrongShape(layer: layer, problem: "takes \(inputs) channels, not \(input.channels)")
    }
    let size = output(of: input)
    guard size.z > 0, size.y > 0, size.x > 0 else {
      throw .wrongShape(layer: layer, problem: "the window does not fit into \(input)")
    }
    return TensorShape(z: size.z, y: size.y, x: size.x, channels: outputs)
  }
}

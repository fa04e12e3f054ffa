import StudyModel
import VolumeOperations

/// A convolution of every channel with a window of its own.
struct DepthwiseConvolution: Layer {
  let name: String
  let window: Window
  let slope: Float
  private let channels: Int
  /// `[place][channel]`.
  private let weights: VoxelStorage<Float>
  private let bias: VoxelStorage<Float>

  init(name: String, window: Window, weights source: LayerWeights, slope: Float) {
    self.name = name
    self.window = window
    self.slope = slope
    channels = source.outputChannels
    weights = VoxelStorage(count: channels * window.kernel.count)
    bias = VoxelStorage(count: channels)
    for channel in 0..<channels {
      bias.mutablePointer[channel] = source.bias[channel]
      for place in 0..<window.kernel.count {
        weights.mutablePointer[place * channels + channel] = source.values[channel * window.kernel.count + place]
      }
    }
  }

  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape {
    try window.shape(of: inputs[0], layer: name, inputs: channels, outputs: channels)
  }

  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext) {
    let shape = target.shape
    WindowSlab.forEach(of: shape, source: inputs[0], window: window, loop: context.loop) { slab in
      let offsets = slab.placeOffsets
      slab.withInputs(fill: 0, arena: context.arena) { from in
        for row in slab.rows {
          context.kernels.depthwise(
            from + (row - slab.rows.lowerBound) * slab.rowStep, slab.step, offsets, offsets.count, weights.pointer,
            bias.pointer, slope, channels, target.pointer + (slab.plane * shape.y + row) * shape.x * channels, shape.x)
        }
      }
    }
  }
}

import StudyModel
import VolumeOperations

/// One product and one sum a channel, and a rectifier: a batch normalisation that could not be folded into the layer
/// before it.
struct ScaleLayer: Layer {
  let name: String
  let slope: Float
  private let channels: Int
  private let scale: VoxelStorage<Float>
  private let shift: VoxelStorage<Float>

  init(name: String, scale: [Float], shift: [Float], slope: Float) {
    self.name = name
    self.slope = slope
    channels = scale.count
    self.scale = Tensor(shape: TensorShape(channels: scale.count), values: scale).storage
    self.shift = Tensor(shape: TensorShape(channels: shift.count), values: shift).storage
  }

  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape {
    guard inputs[0].channels == channels else {
      throw .wrongShape(layer: name, problem: "takes \(channels) channels, not \(inputs[0].channels)")
    }
    return inputs[0]
  }

  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext) {
    let source = inputs[0]
    context.loop.forEachSlab(of: target.shape.voxels, height: 4096) { range in
      let at = range.lowerBound * channels
      context.kernels.scale(
        source.pointer + at, scale.pointer, shift.pointer, slope, channels, target.pointer + at, range.count)
    }
  }
}

/// The sum of two tensors of the same shape, and a rectifier.
struct AddLayer: Layer {
  let name: String
  let slope: Float

  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape {
    guard inputs[0] == inputs[1] else {
      throw .wrongShape(layer: name, problem: "cannot add \(inputs[1]) to \(inputs[0])")
    }
    return inputs[0]
  }

  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext) {
    let (first, second) = (inputs[0], inputs[1])
    context.loop.forEachSlab(of: target.shape.count, height: 1 << 16) { range in
      let at = range.lowerBound
      context.kernels.add(first.pointer + at, second.pointer + at, slope, target.pointer + at, range.count)
    }
  }
}

/// The sigmoid function of every number, or, weighted with the number itself, SiLU.
struct SigmoidLayer: Layer {
  let isWeighted: Bool

  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape { inputs[0] }

  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext) {
    let source = inputs[0]
    context.loop.forEachSlab(of: target.shape.count, height: 1 << 15) { range in
      let at = range.lowerBound
      context.kernels.sigmoid(source.pointer + at, isWeighted, target.pointer + at, range.count)
    }
  }
}

/// The softmax function over the channels of every voxel.
struct SoftmaxLayer: Layer {
  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape { inputs[0] }

  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext) {
    let source = inputs[0]
    let channels = target.shape.channels
    context.loop.forEachSlab(of: target.shape.voxels, height: 4096) { range in
      for voxel in range {
        let (from, to) = (source.pointer + voxel * channels, target.pointer + voxel * channels)
        var largest = from[0]
        for channel in 1..<max(1, channels) where from[channel] > largest { largest = from[channel] }
        context.kernels.exponential(from, largest, to, channels)
        var sum: Float = 0
        for channel in 0..<channels { sum += to[channel] }
        for channel in 0..<channels { to[channel] /= sum }
      }
    }
  }
}

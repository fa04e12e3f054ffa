import VolumeOperations

/// Tensors side by side: the channels of one after those of the other.
struct ConcatenateLayer: Layer {
  let name: String

  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape {
    var shape = inputs[0]
    for input in inputs.dropFirst() {
      guard (input.z, input.y, input.x) == (shape.z, shape.y, shape.x) else {
        throw .wrongShape(layer: name, problem: "cannot put \(input) beside \(inputs[0])")
      }
      shape.channels += input.channels
    }
    return shape
  }

  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext) {
    let channels = target.shape.channels
    context.loop.forEachSlab(of: target.shape.voxels, height: 4096) { range in
      var first = 0
      for input in inputs {
        let count = input.shape.channels
        var (from, to) = (
          input.pointer + range.lowerBound * count, target.pointer + range.lowerBound * channels + first
        )
        for _ in range {
          to.update(from: from, count: count)
          from += count
          to += channels
        }
        first += count
      }
    }
  }
}

/// A vector of everything, in the order in which other libraries keep it: channel slowest, then z, y, x.
struct FlattenLayer: Layer {
  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape {
    TensorShape(channels: inputs[0].itemCount)
  }

  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext) {
    let source = inputs[0]
    let (voxels, channels) = (source.shape.voxels, source.shape.channels)
    for channel in 0..<channels {
      let to = target.pointer + channel * voxels
      for voxel in 0..<voxels { to[voxel] = source.pointer[voxel * channels + channel] }
    }
  }
}

import VolumeOperations

/// The largest value or the mean of a window, channel by channel. Padding is nothing to a maximum and zero to a mean.
struct Pool: Layer {
  let name: String
  let kind: NetworkDescription.Pooling
  /// Without one the whole tensor is the window, and the result a vector.
  let window: Window?

  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape {
    let channels = inputs[0].channels
    return try window(for: inputs[0]).shape(of: inputs[0], layer: name, inputs: channels, outputs: channels)
  }

  private func window(for shape: TensorShape) -> Window {
    window ?? Window(kernel: Extent(z: shape.z, y: shape.y, x: shape.x))
  }

  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext) {
    let (shape, window) = (target.shape, window(for: inputs[0].shape))
    let fill = kind == .maximum ? -Float.infinity : 0
    WindowSlab.forEach(of: shape, source: inputs[0], window: window, loop: context.loop) { slab in
      let offsets = slab.placeOffsets
      slab.withInputs(fill: fill, arena: context.arena) { first in
        for row in slab.rows {
          let from = first + (row - slab.rows.lowerBound) * slab.rowStep
          let to = target.pointer + (slab.plane * shape.y + row) * shape.x * shape.channels
          switch kind {
          case .maximum:
            context.kernels.maximum(from, slab.step, offsets, offsets.count, shape.channels, to, shape.x)
          case .average:
            let scale = 1 / Float(offsets.count)
            context.kernels.mean(from, slab.step, offsets, offsets.count, scale, shape.channels, to, shape.x)
          }
        }
      }
    }
  }
}

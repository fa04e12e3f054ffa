import VolumeOperations

/// A tensor enlarged by whole factors, by repetition or linearly between the centres of voxels; beyond the outermost
/// centres the outermost values are repeated.
///
/// Linear: along z, then y, then x, each `low + weight · (high - low)`.
struct Upsample: Layer {
  let name: String
  let factor: Extent
  let isLinear: Bool

  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape {
    let input = inputs[0]
    let shape = TensorShape(
      z: input.z * factor.z, y: input.y * factor.y, x: input.x * factor.x, channels: input.channels)
    guard shape.isSound else { throw .wrongShape(layer: name, problem: "cannot make \(shape)") }
    return shape
  }

  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext) {
    let source = inputs[0]
    context.loop.forEachSlab(of: target.shape.z * target.shape.y, height: 8) { rows in
      if isLinear {
        blend(source, into: target, rows, context)
      } else {
        repeatRows(source, into: target, rows)
      }
    }
  }

  private func repeatRows(_ source: TensorView, into target: MutableTensorView, _ rows: Range<Int>) {
    let (shape, channels) = (target.shape, target.shape.channels)
    for row in rows {
      let (z, y) = (row / shape.y / factor.z, row % shape.y / factor.y)
      var from = source.pointer + (z * source.shape.y + y) * source.shape.x * channels
      var to = target.pointer + row * shape.x * channels
      for _ in 0..<source.shape.x {
        for _ in 0..<factor.x {
          to.update(from: from, count: channels)
          to += channels
        }
        from += channels
      }
    }
  }

  private func blend(_ source: TensorView, into target: MutableTensorView, _ rows: Range<Int>, _ context: RunContext) {
    let (shape, from, blend) = (target.shape, source.shape, context.kernels.blend)
    let floats = from.x * shape.channels
    func row(_ z: Int, _ y: Int) -> UnsafePointer<Float> { source.pointer + (z * from.y + y) * floats }
    let places = (0..<shape.x).map { Place($0, factor: factor.x, size: from.x) }
    context.arena.withScratch(of: Float.self, count: 2 * floats) { scratch in
      let (near, far) = (scratch, scratch + floats)
      for index in rows {
        let z = Place(index / shape.y, factor: factor.z, size: from.z)
        let y = Place(index % shape.y, factor: factor.y, size: from.y)
        blend(row(z.low, y.low), row(z.high, y.low), z.weight, near, floats)
        blend(row(z.low, y.high), row(z.high, y.high), z.weight, far, floats)
        blend(near, far, y.weight, near, floats)
        var to = target.pointer + index * shape.x * shape.channels
        for place in places {
          blend(
            near + place.low * shape.channels, near + place.high * shape.channels, place.weight, to, shape.channels)
          to += shape.channels
        }
      }
    }
  }

  /// The two voxels that a position lies between, and how far it lies from the first.
  private struct Place {
    let low: Int
    let high: Int
    let weight: Float

    init(_ position: Int, factor: Int, size: Int) {
      let centre = max(0, (Float(position) + 0.5) / Float(factor) - 0.5)
      low = min(Int(centre), size - 1)
      high = min(low + 1, size - 1)
      weight = centre - Float(low)
    }
  }
}

/// The window of a convolution or a pooling, and how it moves.
struct Window: Hashable, Sendable {
  var kernel = Extent.one
  var stride = Extent.one
  /// Voxels added before and behind along each axis.
  var padding = Extent.zero

  var isPadded: Bool { padding != .zero }

  /// The size of the result; not positive along an axis where the window does not fit.
  func output(of shape: TensorShape) -> Extent {
    func size(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> Int {
      let room = size + 2 * padding - kernel
      return room < 0 ? 0 : room / stride + 1
    }
    return Extent(
      z: size(shape.z, kernel.z, stride.z, padding.z), y: size(shape.y, kernel.y, stride.y, padding.y),
      x: size(shape.x, kernel.x, stride.x, padding.x))
  }
}

import StudyModel

/// Floats that go into a network or come out of one, channel fastest, then x, y, z, item.
///
/// With one channel that is the order of a volume.
public struct Tensor: Sendable {
  public let shape: TensorShape
  public let storage: VoxelStorage<Float>

  /// - Precondition: `storage` holds as many floats as `shape` tells.
  public init(shape: TensorShape, storage: VoxelStorage<Float>) {
    precondition(storage.count == shape.count, "\(storage.count) floats are not \(shape)")
    self.shape = shape
    self.storage = storage
  }

  /// - Precondition: there are as many values as `shape` tells.
  public init(shape: TensorShape, values: [Float]) {
    let storage = VoxelStorage<Float>(count: values.count)
    storage.withMutableSpan { span in
      for index in values.indices { span[index] = values[index] }
    }
    self.init(shape: shape, storage: storage)
  }

  /// Whether every number is finite.
  var isFinite: Bool {
    storage.withSpan { span in
      for index in span.indices where !span[index].isFinite { return false }
      return true
    }
  }

  public var values: [Float] { storage.withSpan { span in span.indices.map { span[$0] } } }
}

/// The floats of one item of a tensor, lent to a layer.
/// Safety: whoever makes a view keeps its storage alive while the view is used.
struct TensorView: @unchecked Sendable {
  let shape: TensorShape
  let pointer: UnsafePointer<Float>
}

/// The place for the floats of one item, lent to the layer that makes them.
/// Safety: as ``TensorView``; threads write to parts that do not overlap.
struct MutableTensorView: @unchecked Sendable {
  let shape: TensorShape
  let pointer: UnsafeMutablePointer<Float>
}

import VolumeOperations

/// One step of a network, ready to run: parameters checked, weights packed.
protocol Layer: Sendable {
  /// The shape of one item of the result.
  /// - Parameter inputs: shapes of one item each.
  /// - Throws: ``NetworkError/wrongShape(layer:problem:)`` for inputs that the layer cannot take.
  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape

  /// Computes one item. Shapes have been checked by ``shape(of:)``.
  /// - Parameter addend: added before the activation, by layers that ``takesAddend``; of the result's shape.
  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext)

  /// Whether the layer can add another tensor to its result.
  var takesAddend: Bool { get }
}

extension Layer {
  var takesAddend: Bool { false }
}

/// What a layer works with.
struct RunContext: Sendable {
  let kernels: NetworkKernels
  let loop: ParallelLoop
  let arena: MemoryArena
}

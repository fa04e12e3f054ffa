import VolumeOperations

/// A network, ready to run: its graph checked, its weights packed for the kernels.
///
/// The result of an item does not depend on the other items, nor on the number of threads; its last bits depend on the
/// instruction set.
public struct Network: Sendable {
  public let description: NetworkDescription
  let steps: [NetworkStep]

  /// - Parameters:
  ///   - json: the bytes of `network.json`.
  ///   - weights: the bytes of `weights.safetensors`.
  /// - Throws: ``NetworkError`` that names the file, layer or tensor.
  public init(json: [UInt8], weights: [UInt8]) throws(NetworkError) {
    let description = try NetworkDescription(file: ModelBundle.graphName, json: json)
    let tensors = try SafeTensors(file: ModelBundle.weightsName, bytes: weights)
    self.description = description
    steps = try NetworkCompiler.steps(of: description, weights: tensors)
  }

  /// The shapes of the outputs for inputs of these shapes.
  /// - Throws: as ``run(_:on:)``.
  public func outputShapes(for inputs: [String: TensorShape]) throws(NetworkError) -> [String: TensorShape] {
    let plan = try RunPlan(self, inputs: inputs)
    return Dictionary(uniqueKeysWithValues: zip(description.outputs, plan.outputShapes))
  }
}

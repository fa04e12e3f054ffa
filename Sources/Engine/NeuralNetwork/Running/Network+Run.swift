import StudyModel
import VolumeOperations

extension Network {
  /// Runs the network on a batch of items.
  ///
  /// As many items as there are threads are run at once, each by one thread; the threads share those that are left over.
  /// - Parameters:
  ///   - inputs: by name, with the same number of items each; none is allowed. Sizes other than those for which the
  ///     network is made are taken where every layer can take them.
  ///   - engine: kernels, threads and memory.
  /// - Returns: the outputs by name.
  /// - Throws: ``NetworkError/missingInput(_:)``, ``NetworkError/unknownInput(_:known:)``,
  ///   ``NetworkError/wrongInput(_:problem:)``, ``NetworkError/wrongShape(layer:problem:)``; ``NetworkError/notFinite(_:)``
  ///   for an input or an output that holds numbers that are not finite.
  public func run(_ inputs: [String: Tensor], on engine: VolumeEngine) throws(NetworkError) -> [String: Tensor] {
    let plan = try RunPlan(self, inputs: inputs.mapValues(\.shape))
    let sources = description.inputs.map { inputs[$0.name]! }
    for (input, source) in zip(description.inputs, sources) where !source.isFinite {
      throw .notFinite("the input \(input.name)")
    }
    let results = plan.outputShapes.map { shape in
      Tensor(shape: shape, storage: engine.arena.storage(of: Float.self, count: shape.count))
    }
    let threads = engine.loop.threads
    let together = plan.items / threads * threads
    let alone = RunContext(kernels: engine.kernels.network, loop: ParallelLoop(threads: 1), arena: engine.arena)
    engine.loop.forEach(together) { item in runItem(item, plan, sources, results, alone) }
    let shared = RunContext(kernels: engine.kernels.network, loop: engine.loop, arena: engine.arena)
    for item in together..<plan.items { runItem(item, plan, sources, results, shared) }
    for (name, result) in zip(description.outputs, results) where !result.isFinite {
      throw .notFinite("the output \(name)")
    }
    return Dictionary(uniqueKeysWithValues: zip(description.outputs, results))
  }

  private func runItem(
    _ item: Int, _ plan: RunPlan, _ sources: [Tensor], _ results: [Tensor], _ context: RunContext
  ) {
    var places: [Int: VoxelStorage<Float>] = [:]
    func target(_ value: Int) -> MutableTensorView {
      let shape = plan.shapes[value]
      if let output = plan.outputs.firstIndex(of: value) {
        return MutableTensorView(
          shape: shape, pointer: results[output].storage.mutablePointer + item * shape.itemCount)
      }
      let storage = places[value] ?? context.arena.storage(of: Float.self, count: shape.itemCount)
      places[value] = storage
      return MutableTensorView(shape: shape, pointer: storage.mutablePointer)
    }
    func source(_ value: Int) -> TensorView {
      guard value < sources.count else {
        let view = target(value)
        return TensorView(shape: view.shape, pointer: UnsafePointer(view.pointer))
      }
      let shape = plan.shapes[value]
      return TensorView(shape: shape, pointer: sources[value].storage.pointer + item * shape.itemCount)
    }
    for (index, step) in steps.enumerated() {
      step.layer.run(
        step.sources.map(source), addend: step.addend.map(source), into: target(step.result), context)
      for value in plan.lastUses[index] { places[value] = nil }
    }
  }
}

/// A network for inputs of given shapes: the shape of every value, and when it is used for the last time.
struct RunPlan: Sendable {
  let items: Int
  /// Of one item, by value; meaningless for values that fused layers do not make.
  let shapes: [TensorShape]
  /// For each step the values that nobody needs after it.
  let lastUses: [[Int]]
  let outputs: [Int]
  /// Of all items.
  let outputShapes: [TensorShape]

  /// - Throws: ``NetworkError/missingInput(_:)``, ``NetworkError/unknownInput(_:known:)``,
  ///   ``NetworkError/wrongInput(_:problem:)``, and ``NetworkError/wrongShape(layer:problem:)`` where the network does
  ///   not fit the size.
  init(_ network: Network, inputs: [String: TensorShape]) throws(NetworkError) {
    let description = network.description
    let known = description.inputs.map(\.name)
    for name in inputs.keys.sorted() where !known.contains(name) { throw .unknownInput(name, known: known) }
    var shapes = [TensorShape](
      repeating: TensorShape(channels: 0), count: known.count + description.layers.count)
    var items: Int?
    for (index, input) in description.inputs.enumerated() {
      guard let shape = inputs[input.name] else { throw .missingInput(input.name) }
      guard shape.channels == input.channels, shape.isSound, shape.voxels > 0 else {
        throw .wrongInput(input.name, problem: "\(shape) are not tensors of \(input.channels) channels")
      }
      if input.size == .one, shape.voxels != 1 { throw .wrongInput(input.name, problem: "\(shape) is not a vector") }
      if let items, items != shape.items {
        throw .wrongInput(input.name, problem: "has \(shape.items) items where others have \(items)")
      }
      items = shape.items
      shapes[index] = shape.single
    }
    let names = known + description.layers.map(\.name)
    outputs = description.outputs.map { name in names.firstIndex(of: name)! }
    var last: [Int: Int] = [:]
    for (index, step) in network.steps.enumerated() {
      var sources: [TensorShape] = []
      for source in step.sources { sources.append(shapes[source]) }
      let shape = try step.layer.shape(of: sources)
      guard shape.isSound else { throw .wrongShape(layer: names[step.result], problem: "cannot make \(shape)") }
      if let addend = step.addend, shapes[addend] != shape {
        throw .wrongShape(layer: names[step.result], problem: "cannot add \(shapes[addend]) to \(shape)")
      }
      shapes[step.result] = shape
      for value in step.sources + (step.addend.map { [$0] } ?? []) + [step.result] { last[value] = index }
    }
    var uses = [[Int]](repeating: [], count: network.steps.count)
    for (value, step) in last where !outputs.contains(value) && value >= known.count { uses[step].append(value) }
    let count = items ?? 0
    outputShapes = outputs.map { value in
      var shape = shapes[value]
      shape.items = count
      return shape
    }
    if let shape = outputShapes.first(where: { !$0.isSound }) {
      throw .wrongInput(known[0], problem: "\(count) items would make \(shape)")
    }
    self.items = count
    self.shapes = shapes
    lastUses = uses
  }
}

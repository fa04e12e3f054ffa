/// A layer and those behind it that can be done in the same pass: batch normalisation (folded into the weights), the
/// addition of a tensor that is there already, a rectifier; each the only user of what it takes.
struct FusedChain {
  /// Indices of the layers, in order.
  private(set) var layers: [Int]
  private(set) var normalisation: (name: String, epsilon: Float)?
  /// The value to add.
  private(set) var addend: Int?
  private(set) var slope: Float?

  var last: Int { layers[layers.count - 1] }

  init(startingAt first: Int, in description: NetworkDescription, values: [String: Int], consumers: [[Int]]) {
    layers = [first]
    let offset = description.inputs.count
    let (isMatrix, canAdd, canRectify) = Self.abilities(description.layers[first].kind)
    while slope == nil, !description.outputs.contains(description.layers[last].name),
      consumers[offset + last].count == 1
    {
      let next = consumers[offset + last][0]
      switch description.layers[next].kind {
      case .batchNormalisation(let epsilon) where isMatrix && normalisation == nil && addend == nil:
        normalisation = (description.layers[next].name, epsilon)
      case .add where canAdd && addend == nil:
        let others = description.layers[next].inputs.map { values[$0]! }.filter { $0 != offset + last }
        guard others.count == 1, others[0] < offset + first else { return }
        addend = others[0]
      case .rectifier(let slope) where canRectify: self.slope = slope
      default: return
      }
      layers.append(next)
    }
  }

  private static func abilities(_ kind: NetworkDescription.Kind) -> (isMatrix: Bool, canAdd: Bool, canRectify: Bool) {
    switch kind {
    case .convolution(let channels, _, let groups, _): (true, groups == 1 || channels != groups, true)
    case .dense: (true, true, true)
    case .batchNormalisation, .add: (false, false, true)
    default: (false, false, false)
    }
  }
}

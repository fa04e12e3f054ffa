/// The types of layers by the names that `network.json` uses, and the parameters that each takes.
enum LayerType: String, CaseIterable {
  case convolution, dense, batchNormalisation, relu, leakyRelu, silu, sigmoid, softmax, maximumPool, averagePool,
    globalMaximumPool, globalAveragePool, upsample, concatenate, add, flatten

  /// Names of the parameters, those that must be there first.
  var parameters: (required: Set<String>, optional: Set<String>) {
    switch self {
    case .convolution: (["channels", "kernel"], ["stride", "padding", "groups", "bias"])
    case .dense: (["channels"], ["bias"])
    case .batchNormalisation: ([], ["epsilon"])
    case .leakyRelu: (["slope"], [])
    case .maximumPool, .averagePool: (["kernel"], ["stride", "padding"])
    case .upsample: (["factor", "mode"], [])
    case .relu, .silu, .sigmoid, .softmax, .globalMaximumPool, .globalAveragePool, .concatenate, .add, .flatten:
      ([], [])
    }
  }

  /// How many inputs a layer may have.
  var inputs: ClosedRange<Int> {
    switch self {
    case .concatenate: 1...64
    case .add: 2...2
    default: 1...1
    }
  }
}

/// What `network.json` says, checked for form: names are unique, every layer uses only what comes before it.
public struct NetworkDescription: Equatable, Sendable {
  public struct Input: Equatable, Sendable {
    public let name: String
    public let channels: Int
    /// Sizes along z, y, x for which the network is made; 1 along every axis for a vector.
    let size: Extent
  }

  struct Layer: Equatable, Sendable {
    let name: String
    let kind: Kind
    let inputs: [String]
  }

  /// What a layer does.
  enum Kind: Equatable, Sendable {
    case convolution(channels: Int, window: Window, groups: Int, hasBias: Bool)
    case dense(features: Int, hasBias: Bool)
    case batchNormalisation(epsilon: Float)
    /// `x`, and `slope · x` where `x` is negative.
    case rectifier(slope: Float)
    case sigmoid(isWeighted: Bool)
    case softmax
    case pool(Pooling, Window)
    case globalPool(Pooling)
    case upsample(factor: Extent, isLinear: Bool)
    case concatenate
    case add
    case flatten
  }

  enum Pooling: String, Equatable, Sendable { case maximum, average }

  /// Spatial axes of every input that has any: 2 (y, x) or 3 (z, y, x).
  let rank: Int
  public let inputs: [Input]
  let layers: [Layer]
  public let outputs: [String]
}

import Foundation

extension NetworkDescription {
  /// Reads `network.json`; its form stands in the README of this target.
  /// - Parameter file: the name that errors give.
  public init(file: String, json: [UInt8]) throws(NetworkError) {
    let record: NetworkRecord
    do {
      record = try JSONDecoder().decode(NetworkRecord.self, from: Data(json))
    } catch {
      throw .malformed(file: file, problem: Self.problem(error))
    }
    guard record.format == "prescreen-network-1" else {
      throw .malformed(file: file, problem: "the format is \(record.format), not prescreen-network-1")
    }
    let ranks = Set(record.inputs.compactMap { $0.size?.count })
    guard !record.inputs.isEmpty, !record.outputs.isEmpty, ranks.count <= 1, ranks.isSubset(of: [2, 3]) else {
      throw .malformed(file: file, problem: "a network needs outputs, and inputs that all have two or three sizes")
    }
    rank = ranks.first ?? 3
    outputs = record.outputs
    var names: Set<String> = []
    var inputs: [Input] = []
    for input in record.inputs {
      guard names.insert(input.name).inserted else { throw .duplicateName(input.name) }
      let reader = ParameterReader(layer: input.name, rank: rank)
      inputs.append(
        Input(
          name: input.name, channels: try reader.number("channels", input.channels, in: 1...ParameterReader.most),
          size: try reader.extent("size", input.size, default: .one, in: 1...ParameterReader.most)))
    }
    self.inputs = inputs
    var layers: [Layer] = []
    for row in record.layers {
      let kind = try Self.kind(of: row, rank: rank)
      for input in row.inputs where !names.contains(input) { throw .unknownName(layer: row.name, name: input) }
      guard names.insert(row.name).inserted else { throw .duplicateName(row.name) }
      layers.append(Layer(name: row.name, kind: kind, inputs: row.inputs))
    }
    self.layers = layers
    let made = Set(layers.map(\.name))
    for output in outputs where !made.contains(output) { throw .unknownName(layer: "outputs", name: output) }
    guard Set(outputs).count == outputs.count else { throw .duplicateName(outputs.joined(separator: ", ")) }
  }

  private static func kind(of row: LayerRecord, rank: Int) throws(NetworkError) -> Kind {
    guard let type = LayerType(rawValue: row.type) else {
      throw .unknownLayer(layer: row.name, type: row.type, known: LayerType.allCases.map(\.rawValue))
    }
    let (required, optional) = type.parameters
    for name in required.subtracting(row.parameters).sorted() {
      throw .badParameter(layer: row.name, parameter: name, problem: "is missing")
    }
    for name in row.parameters.subtracting(required).subtracting(optional).sorted() {
      throw .badParameter(layer: row.name, parameter: name, problem: "is nothing that \(row.type) has")
    }
    guard type.inputs.contains(row.inputs.count) else {
      throw .badParameter(
        layer: row.name, parameter: "inputs", problem: "names \(row.inputs.count), \(row.type) takes \(type.inputs)")
    }
    let reader = ParameterReader(layer: row.name, rank: rank)
    switch type {
    case .convolution:
      return .convolution(
        channels: try reader.number("channels", row.channels, in: 1...ParameterReader.most),
        window: try reader.window(row),
        groups: try reader.number("groups", row.groups ?? 1, in: 1...ParameterReader.most),
        hasBias: row.bias ?? true)
    case .dense:
      return .dense(
        features: try reader.number("channels", row.channels, in: 1...ParameterReader.most), hasBias: row.bias ?? true)
    case .batchNormalisation:
      return .batchNormalisation(epsilon: try reader.real("epsilon", row.epsilon ?? 1e-5, in: 0...1))
    case .relu: return .rectifier(slope: 0)
    case .leakyRelu: return .rectifier(slope: try reader.real("slope", row.slope, in: 0...1))
    case .silu: return .sigmoid(isWeighted: true)
    case .sigmoid: return .sigmoid(isWeighted: false)
    case .softmax: return .softmax
    case .maximumPool: return .pool(.maximum, try reader.window(row, isPooling: true))
    case .averagePool: return .pool(.average, try reader.window(row, isPooling: true))
    case .globalMaximumPool: return .globalPool(.maximum)
    case .globalAveragePool: return .globalPool(.average)
    case .upsample:
      guard let mode = row.mode, ["nearest", "linear"].contains(mode) else {
        throw .badParameter(layer: row.name, parameter: "mode", problem: "is neither nearest nor linear")
      }
      let factor = try reader.extent("factor", row.factor, default: nil, in: 1...16)
      return .upsample(factor: factor, isLinear: mode == "linear")
    case .concatenate: return .concatenate
    case .add: return .add
    case .flatten: return .flatten
    }
  }

  private static func problem(_ error: any Error) -> String {
    func place(_ context: DecodingError.Context) -> String {
      context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: "/")
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context): return "\(place(context)) lacks \(key.stringValue)"
    case DecodingError.typeMismatch(_, let context): return "\(place(context)) is of the wrong type"
    case DecodingError.valueNotFound(_, let context): return "\(place(context)) has no value"
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
      return "\(place(context)) is damaged"
    default: return "it is not JSON"
    }
  }
}

/// A layer as it stands in `network.json`, before anybody asks whether it makes sense.
struct LayerRecord: Decodable {
  let name: String
  let type: String
  let inputs: [String]
  let parameters: Set<String>
  let channels: Int?
  let kernel: [Int]?
  let stride: [Int]?
  let padding: [Int]?
  let groups: Int?
  let bias: Bool?
  let epsilon: Float?
  let slope: Float?
  let factor: [Int]?
  let mode: String?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    func optional<Value: Decodable>(_ key: String) throws -> Value? {
      try container.decodeIfPresent(Value.self, forKey: AnyKey(key))
    }
    name = try container.decode(String.self, forKey: AnyKey("name"))
    type = try container.decode(String.self, forKey: AnyKey("type"))
    inputs = try container.decode([String].self, forKey: AnyKey("inputs"))
    parameters = Set(container.allKeys.map(\.stringValue)).subtracting(["name", "type", "inputs"])
    channels = try optional("channels")
    kernel = try optional("kernel")
    stride = try optional("stride")
    padding = try optional("padding")
    groups = try optional("groups")
    bias = try optional("bias")
    epsilon = try optional("epsilon")
    slope = try optional("slope")
    factor = try optional("factor")
    mode = try optional("mode")
  }
}

/// An input as it stands in `network.json`.
struct InputRecord: Decodable {
  let name: String
  let channels: Int
  let size: [Int]?
}

/// `network.json`.
struct NetworkRecord: Decodable {
  let format: String
  let inputs: [InputRecord]
  let layers: [LayerRecord]
  let outputs: [String]
}

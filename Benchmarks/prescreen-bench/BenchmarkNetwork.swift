import Foundation
import NeuralNetwork

/// A graph of `Benchmarks/networks` with weights that anybody can make again: a hash of their place.
/// `Benchmarks/peers/graph.py` makes the same.
enum BenchmarkNetwork {
  private struct Graph: Decodable {
    struct Input: Decodable {
      let name: String
      let channels: Int
    }

    struct Layer: Decodable {
      let name: String
      let type: String
      let inputs: [String]
      let channels: Int?
      let kernel: [Int]?
    }

    let inputs: [Input]
    let layers: [Layer]
  }

  /// `count` floats in -1..<1: SplitMix64 of the place, the upper 24 bits.
  static func noise(stream: Int, count: Int) -> [Float] {
    (0..<count).map { index in
      var word = (UInt64(index + 1) &+ UInt64(stream) << 40) &* 0x9E37_79B9_7F4A_7C15
      word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      word ^= word >> 31
      return Float(word >> 40) * 0x1p-23 - 1
    }
  }

  /// - Throws: ``BenchmarkError/file(path:problem:)`` where the sources that this program was made from have gone.
  static func load(_ name: String) throws -> Network {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "networks/\(name).json")
    guard let json = try? Data(contentsOf: url) else {
      throw BenchmarkError.file(path: url.path, problem: "cannot be read; benchmarks of networks need the sources")
    }
    return try Network(json: [UInt8](json), weights: weights(for: try JSONDecoder().decode(Graph.self, from: json)))
  }

  /// The bytes of a `safetensors` file: for each layer that has any, weights from a stream of its own, then the bias from
  /// the next. Weights are as large as keeps activations what they are.
  private static func weights(for graph: Graph) -> [UInt8] {
    var channels = Dictionary(uniqueKeysWithValues: graph.inputs.map { ($0.name, $0.channels) })
    var rows: [String] = []
    var data: [UInt8] = []
    var stream = 0
    func add(_ name: String, _ shape: [Int], bound: Float) {
      stream += 1
      let start = data.count
      for value in noise(stream: stream, count: shape.reduce(1, *)) {
        withUnsafeBytes(of: (value * bound).bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
      rows.append(#""\#(name)":{"dtype":"F32","shape":\#(shape),"data_offsets":[\#(start),\#(data.count)]}"#)
    }
    for layer in graph.layers {
      let before = channels[layer.inputs[0]] ?? 0
      channels[layer.name] =
        layer.type == "concatenate" ? layer.inputs.map { channels[$0] ?? 0 }.reduce(0, +) : layer.channels ?? before
      guard let count = layer.channels else { continue }
      let shape = [count, before] + (layer.kernel ?? [])
      let bound = (6 / Float(shape.dropFirst().reduce(1, *))).squareRoot()
      add("\(layer.name).weight", shape, bound: bound)
      add("\(layer.name).bias", [count], bound: 0.125)
    }
    let header = "{\(rows.joined(separator: ","))}"
    let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) }
    return length + Array(header.utf8) + data
  }
}

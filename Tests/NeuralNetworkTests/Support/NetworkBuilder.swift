import Foundation
import NeuralNetwork
import TestSupport

/// Makes a `network.json` and its weights, as an exporter would.
struct NetworkBuilder {
  var inputs: [String] = []
  var layers: [String] = []
  var outputs: [String] = []
  var tensors: [String: (shape: [Int], values: [Float])] = [:]
  private var random: SplitMix64

  init(seed: Int) { random = SplitMix64(seed: seed) }

  mutating func input(_ name: String, channels: Int, size: [Int]? = nil) {
    inputs.append(#"{"name":"\#(name)","channels":\#(channels)\#(size.map { ",\"size\":\($0)" } ?? "")}"#)
  }

  mutating func layer(_ name: String, _ type: String, _ from: [String], _ parameters: String = "") {
    let names = from.map { "\"\($0)\"" }.joined(separator: ",")
    let rest = parameters.isEmpty ? "" : ",\(parameters)"
    layers.append(#"{"name":"\#(name)","type":"\#(type)","inputs":[\#(names)]\#(rest)}"#)
  }

  /// Random numbers of about the size that keeps activations as large as they are.
  @discardableResult
  mutating func tensor(_ name: String, _ shape: [Int], in range: ClosedRange<Float>? = nil) -> [Float] {
    let terms = max(1, shape.dropFirst().reduce(1, *))
    let bound = (3 / Float(terms)).squareRoot()
    let values = noise(shape.reduce(1, *), in: range ?? -bound...bound)
    tensors[name] = (shape, values)
    return values
  }

  mutating func noise(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
    (0..<count).map { _ in Float.random(in: range, using: &random) }
  }

  var json: String {
    #"{"format":"prescreen-network-1","inputs":[\#(inputs.joined(separator: ","))],"#
      + #""layers":[\#(layers.joined(separator: ","))],"#
      + #""outputs":[\#(outputs.map { "\"\($0)\"" }.joined(separator: ","))]}"#
  }

  func network() throws -> Network { try Network(json: Array(json.utf8), weights: weights) }

  /// The bytes of `weights.safetensors`.
  var weights: [UInt8] {
    var header: [String] = []
    var data: [UInt8] = []
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      let bytes = tensor.values.flatMap { value in
        (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) }
      }
      header.append(
        #""\#(name)":{"dtype":"F32","shape":\#(tensor.shape),"data_offsets":[\#(data.count),\#(data.count + bytes.count)]}"#
      )
      data += bytes
    }
    return Self.safeTensors(header: "{\(header.joined(separator: ","))}", data: data)
  }

  static func safeTensors(header: String, data: [UInt8]) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + Array(header.utf8) + data
  }
}

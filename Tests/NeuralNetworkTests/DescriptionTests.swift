import TestSupport
import Testing

@testable import NeuralNetwork

@Suite("network.json: what makes no sense is refused by the name of the layer")
struct DescriptionTests {
  /// A network with these layers behind an input of 16 channels and one that is a vector of 4.
  private func load(_ layers: String, outputs: String = #""out""#) throws(NetworkError) -> NetworkDescription {
    let json = """
      {"format":"prescreen-network-1","inputs":[{"name":"in","channels":16,"size":[8,8,8]},\
      {"name":"vector","channels":4}],"layers":[\(layers)],"outputs":[\(outputs)]}
      """
    return try NetworkDescription(file: "n", json: Array(json.utf8))
  }

  @Test("an unknown type is named, with those that there are")
  func unknownType() {
    let error = #expect(throws: NetworkError.self) {
      try load(#"{"name":"out","type":"attention","inputs":["in"]}"#)
    }
    guard case .unknownLayer("out", "attention", let known) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(known.contains("convolution"))
  }

  @Test(
    "a parameter that is missing, unknown or senseless",
    arguments: [
      ("convolution", #""kernel":[3,3,3]"#, "channels"), ("convolution", #""channels":4"#, "kernel"),
      ("convolution", #""channels":0,"kernel":[3,3,3]"#, "channels"),
      ("convolution", #""channels":70000,"kernel":[3,3,3]"#, "channels"),
      ("convolution", #""channels":4,"kernel":[3,3]"#, "kernel"),
      ("convolution", #""channels":4,"kernel":[3,0,3]"#, "kernel"),
      ("convolution", #""channels":4,"kernel":[3,3,3],"stride":[0,1,1]"#, "stride"),
      ("convolution", #""channels":4,"kernel":[3,3,3],"padding":[4,0,0]"#, "padding"),
      ("convolution", #""channels":4,"kernel":[3,3,3],"dilation":[2,2,2]"#, "dilation"),
      ("convolution", #""channels":4,"kernel":[3,3,3],"groups":0"#, "groups"),
      ("maximumPool", #""kernel":[2,2,2],"padding":[2,0,0]"#, "padding"), ("leakyRelu", "", "slope"),
      ("leakyRelu", #""slope":-1"#, "slope"), ("relu", #""slope":1"#, "slope"),
      ("upsample", #""factor":[2,2,2],"mode":"cubic""#, "mode"),
      ("upsample", #""factor":[2,2,99],"mode":"linear""#, "factor"), ("upsample", #""mode":"linear""#, "factor"),
      ("batchNormalisation", #""epsilon":-1"#, "epsilon"), ("dense", "", "channels"),
    ])
  func parameters(type: String, parameters: String, name: String) {
    let rest = parameters.isEmpty ? "" : ",\(parameters)"
    let error = #expect(throws: NetworkError.self) {
      try load(#"{"name":"out","type":"\#(type)","inputs":["in"]\#(rest)}"#)
    }
    guard case .badParameter("out", name, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("names that are not there yet, or twice; too many inputs")
  func names() {
    #expect(throws: NetworkError.unknownName(layer: "out", name: "other")) {
      try load(#"{"name":"out","type":"relu","inputs":["other"]}"#)
    }
    #expect(throws: NetworkError.unknownName(layer: "out", name: "out")) {
      try load(#"{"name":"out","type":"relu","inputs":["out"]}"#)
    }
    #expect(throws: NetworkError.unknownName(layer: "outputs", name: "none")) {
      try load(#"{"name":"out","type":"relu","inputs":["in"]}"#, outputs: #""none""#)
    }
    #expect(throws: NetworkError.unknownName(layer: "outputs", name: "in")) {
      try load(#"{"name":"out","type":"relu","inputs":["in"]}"#, outputs: #""in""#)
    }
    #expect(throws: NetworkError.duplicateName("in")) { try load(#"{"name":"in","type":"relu","inputs":["in"]}"#) }
    #expect(throws: NetworkError.self) {
      try load(#"{"name":"out","type":"relu","inputs":["in"]}"#, outputs: #""out","out""#)
    }
    #expect(throws: NetworkError.self) { try load(#"{"name":"out","type":"add","inputs":["in"]}"#) }
    #expect(throws: NetworkError.self) { try load(#"{"name":"out","type":"relu","inputs":[]}"#) }
  }

  @Test(
    "damaged files, with the place of the damage",
    arguments: [
      ("", "JSON"), ("{", "JSON"), ("[]", "type"), ("{}", "format"), (#"{"format":"x","inputs":[]}"#, "layers"),
      (#"{"format":"onnx","inputs":[],"layers":[],"outputs":[]}"#, "onnx"),
      (#"{"format":"prescreen-network-1","inputs":[],"layers":[],"outputs":["a"]}"#, "inputs"),
      (
        #"{"format":"prescreen-network-1","inputs":[{"name":"a","channels":1,"size":[1]}],"layers":[],"outputs":["a"]}"#,
        "sizes"
      ),
      (#"{"format":"prescreen-network-1","inputs":[],"layers":[{"name":"a"}],"outputs":[]}"#, "layers/0"),
      (String(repeating: "[", count: 100_000), "JSON"),
    ])
  func damaged(json: String, word: String) {
    let error = #expect(throws: NetworkError.self) { try NetworkDescription(file: "n", json: Array(json.utf8)) }
    guard case .malformed("n", let problem) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problem.contains(word), "\(problem)")
  }

  @Test("law: garbled text is refused or read, and never more", arguments: 0..<300)
  func garbled(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var builder = NetworkBuilder(seed: 1)
    builder.input("in", channels: 2, size: [4, 4, 4])
    builder.layer("c", "convolution", ["in"], #""channels":3,"kernel":[3,3,3],"padding":[1,1,1]"#)
    builder.layer("p", "maximumPool", ["c"], #""kernel":[2,2,2]"#)
    builder.outputs = ["p"]
    builder.tensor("c.weight", [3, 2, 3, 3, 3])
    builder.tensor("c.bias", [3])
    var bytes = Array(builder.json.utf8)
    for _ in 0...Int.random(in: 0..<3, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      if Bool.random(using: &random) {
        bytes[place] = UInt8.random(in: 32...126, using: &random)
      } else {
        bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
      }
    }
    do {
      let network = try Network(json: bytes, weights: builder.weights)
      #expect(!network.steps.isEmpty, "seed \(seed)")
    } catch {
      #expect(!"\(error)".isEmpty, "seed \(seed)")
    }
  }
}

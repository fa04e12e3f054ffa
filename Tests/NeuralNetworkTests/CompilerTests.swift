import Testing

@testable import NeuralNetwork

@Suite("a network and weights that do not belong together are refused")
struct CompilerTests {
  private func builder(_ type: String, _ parameters: String, from: [String] = ["in"]) -> NetworkBuilder {
    var builder = NetworkBuilder(seed: 1)
    builder.input("in", channels: 4, size: [8, 8, 8])
    builder.input("vector", channels: 3)
    builder.layer("out", type, from, parameters)
    builder.outputs = ["out"]
    return builder
  }

  @Test("tensors that are missing, left over or of another shape")
  func tensors() throws {
    var builder = builder("convolution", #""channels":6,"kernel":[3,3,3]"#)
    #expect(throws: NetworkError.missingTensor("out.weight")) { try builder.network() }
    builder.tensor("out.weight", [6, 4, 3, 3, 3])
    #expect(throws: NetworkError.missingTensor("out.bias")) { try builder.network() }
    builder.tensor("out.bias", [6])
    _ = try builder.network()
    builder.tensor("more", [1])
    #expect(throws: NetworkError.unusedTensor("more")) { try builder.network() }
    builder.tensors["more"] = nil
    builder.tensor("out.weight", [6, 3, 3, 3, 3])
    #expect(throws: NetworkError.wrongTensor("out.weight", expected: [6, 4, 3, 3, 3], found: [6, 3, 3, 3, 3])) {
      try builder.network()
    }
  }

  @Test("a variance that is negative")
  func variance() {
    var builder = builder("batchNormalisation", "")
    for name in ["weight", "bias", "running_mean", "running_var"] { builder.tensor("out.\(name)", [4]) }
    builder.tensor("out.running_var", [4], in: -2 ... -1)
    #expect(throws: NetworkError.badParameter(layer: "out", parameter: "running_var", problem: "is not positive")) {
      try builder.network()
    }
  }

  @Test(
    "layers that cannot take what they are given",
    arguments: [
      ("convolution", #""channels":6,"kernel":[9,3,3],"bias":false"#, ["in"]), ("add", "", ["in", "vector"]),
      ("concatenate", "", ["in", "vector"]), ("dense", #""channels":2,"bias":false"#, ["in"]),
      ("maximumPool", #""kernel":[9,9,9]"#, ["in"]),
    ])
  func shapes(type: String, parameters: String, from: [String]) {
    var builder = builder(type, parameters, from: from)
    if type == "convolution" { builder.tensor("out.weight", [6, 4, 9, 3, 3]) }
    let error = #expect(throws: NetworkError.self) { try builder.network() }
    guard case .wrongShape("out", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("groups other than one and the channels")
  func groups() {
    let builder = builder("convolution", #""channels":6,"kernel":[3,3,3],"groups":2"#)
    let error = #expect(throws: NetworkError.self) { try builder.network() }
    guard case .badParameter("out", "groups", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("a tensor that would be too large")
  func tooLarge() {
    var builder = NetworkBuilder(seed: 1)
    builder.input("in", channels: 4, size: [1000, 1000, 8])
    builder.layer("up", "upsample", ["in"], #""factor":[16,16,1],"mode":"nearest""#)
    builder.layer("out", "upsample", ["up"], #""factor":[16,16,16],"mode":"nearest""#)
    builder.outputs = ["out"]
    let error = #expect(throws: NetworkError.self) { try builder.network() }
    guard case .wrongShape("up", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    builder.inputs = []
    builder.input("in", channels: 65536, size: [65536, 65536, 65536])
    #expect(throws: NetworkError.badParameter(layer: "in", parameter: "size", problem: "is too large")) {
      try builder.network()
    }
  }
}

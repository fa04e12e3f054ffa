import KernelReference
import Testing

@testable import NeuralNetwork

@Suite("layers that are done in one pass give what they give one by one")
struct FusionTests {
  static let size = [4, 5, 6]

  /// A convolution, and what the twin makes of it.
  private func convolution(
    _ builder: inout NetworkBuilder, _ name: String, _ from: String, _ input: ReferenceTensor, outputs: Int,
    groups: Int = 1
  ) -> ReferenceTensor {
    builder.layer(
      name, "convolution", [from],
      #""channels":\#(outputs),"kernel":[3,3,3],"padding":[1,1,1],"groups":\#(groups)"#)
    let weights = builder.tensor("\(name).weight", [outputs, input.channels / groups, 3, 3, 3])
    let bias = builder.tensor("\(name).bias", [outputs])
    return NetworkReference.convolve(
      input, weights: weights, bias: bias, kernel: (3, 3, 3), padding: (1, 1, 1), groups: groups)
  }

  private func normalisation(
    _ builder: inout NetworkBuilder, _ name: String, _ from: String, _ input: ReferenceTensor
  ) -> ReferenceTensor {
    builder.layer(name, "batchNormalisation", [from], #""epsilon":0.001"#)
    let count = input.channels
    let gain = builder.tensor("\(name).weight", [count], in: -1...1)
    let offset = builder.tensor("\(name).bias", [count], in: -1...1)
    let mean = builder.tensor("\(name).running_mean", [count], in: -1...1)
    let variance = builder.tensor("\(name).running_var", [count], in: 0.1...2)
    let scale = (0..<count).map { Double(gain[$0]) / (Double(variance[$0]) + Double(Float(0.001))).squareRoot() }
    return NetworkReference.scale(
      input, scale, (0..<count).map { Double(offset[$0]) - Double(mean[$0]) * scale[$0] })
  }

  private func start(_ channels: Int, seed: Int) -> (NetworkBuilder, ReferenceTensor) {
    var builder = NetworkBuilder(seed: seed)
    builder.input("in", channels: channels, size: Self.size)
    let noise = builder.noise(Self.size.reduce(1, *) * channels)
    return (builder, ReferenceTensor(z: 4, y: 5, x: 6, channels: channels, floats: noise))
  }

  @Test("convolution, normalisation, rectifier", arguments: [(3, 5, 1), (16, 16, 1), (9, 9, 9)])
  func folded(inputs: Int, outputs: Int, groups: Int) throws {
    var (builder, input) = start(inputs, seed: inputs)
    let convolved = convolution(&builder, "conv", "in", input, outputs: outputs, groups: groups)
    let normalised = normalisation(&builder, "norm", "conv", convolved)
    builder.layer("out", "leakyRelu", ["norm"], #""slope":0.1"#)
    builder.outputs = ["out"]
    #expect(try builder.network().steps.count == 1)
    let slope = Double(Float(0.1))
    try expectAgreement(builder, ["in": input], NetworkReference.rectify(normalised, slope: slope))
  }

  @Test("a normalisation before a convolution, and a rectifier between", arguments: [3, 16])
  func before(channels: Int) throws {
    var (builder, input) = start(channels, seed: channels)
    let normalised = normalisation(&builder, "norm", "in", input)
    builder.layer("relu", "relu", ["norm"])
    let rectified = NetworkReference.rectify(normalised, slope: 0)
    let expected = convolution(&builder, "out", "relu", rectified, outputs: channels)
    builder.outputs = ["out"]
    #expect(try builder.network().steps.count == 2)
    try expectAgreement(builder, ["in": input], expected)
  }

  @Test("a residual block: the way round is added in the second convolution's pass", arguments: [5, 16])
  func residual(channels: Int) throws {
    var (builder, input) = start(channels, seed: channels)
    let first = NetworkReference.rectify(
      convolution(&builder, "a", "in", input, outputs: channels), slope: 0)
    builder.layer("ar", "relu", ["a"])
    let second = normalisation(
      &builder, "norm", "b", convolution(&builder, "b", "ar", first, outputs: channels))
    builder.layer("sum", "add", ["norm", "in"])
    builder.layer("out", "relu", ["sum"])
    builder.outputs = ["out"]
    #expect(try builder.network().steps.count == 2)
    let expected = NetworkReference.rectify(NetworkReference.add(second, input), slope: 0)
    try expectAgreement(builder, ["in": input], expected)
  }

  @Test("what somebody else uses, or is asked for, is not swallowed")
  func kept() throws {
    var (builder, input) = start(4, seed: 4)
    let convolved = convolution(&builder, "conv", "in", input, outputs: 4)
    let rectified = NetworkReference.rectify(convolved, slope: 0)
    builder.layer("relu", "relu", ["conv"])
    builder.layer("out", "add", ["conv", "relu"])
    builder.outputs = ["out"]
    try expectAgreement(builder, ["in": input], NetworkReference.add(convolved, rectified))
    builder.outputs = ["conv", "out"]
    let outputs = try builder.network().run(["in": input.tensor], on: Engines.all[0][0])
    #expect(Set(outputs.keys) == ["conv", "out"])
    let error = zip(try #require(outputs["conv"]).values, convolved.values).map { abs(Double($0) - $1) }.max()
    #expect(try #require(error) < 1e-5)
  }

  @Test("a sum of a tensor with itself, and of two convolutions")
  func sums() throws {
    var (builder, input) = start(4, seed: 5)
    builder.layer("twice", "add", ["in", "in"])
    let twice = NetworkReference.add(input, input)
    let a = convolution(&builder, "a", "twice", twice, outputs: 4)
    let b = convolution(&builder, "b", "twice", twice, outputs: 4)
    builder.layer("out", "add", ["a", "b"])
    builder.outputs = ["out"]
    try expectAgreement(builder, ["in": input], NetworkReference.add(a, b))
  }
}

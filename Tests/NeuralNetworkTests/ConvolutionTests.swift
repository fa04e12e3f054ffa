import KernelReference
import Testing

@Suite("convolution: every instruction set against the twin, the same bits for any number of threads")
struct ConvolutionTests {
  struct Case: Sendable, CustomStringConvertible {
    var size = (z: 5, y: 6, x: 7)
    var inputs = 3
    var outputs = 5
    var kernel = (z: 3, y: 3, x: 3)
    var stride = (z: 1, y: 1, x: 1)
    var padding = (z: 1, y: 1, x: 1)
    var groups = 1

    var description: String {
      "\(size) \(inputs)->\(outputs), kernel \(kernel), stride \(stride), padding \(padding), groups \(groups)"
    }
  }

  static let channels = [1, 3, 7, 8, 15, 16, 17, 33]
  static let directCases: [Case] =
    channels.flatMap { inputs in channels.map { Case(size: (3, 4, 7), inputs: inputs, outputs: $0) } }
    // Around the tiles of six rows.
    + [1, 2, 5, 6, 7, 8, 11, 12, 13].map { Case(size: (2, 3, $0)) }
    // Around the slabs of a plane.
    + [63, 64, 65].map { Case(size: (1, $0, 4), inputs: 2, outputs: 3) }
    + [
      Case(stride: (2, 2, 2)), Case(kernel: (5, 5, 5), padding: (2, 2, 2)),
      Case(kernel: (5, 3, 1), stride: (1, 2, 3), padding: (2, 0, 1)), Case(padding: (0, 0, 0)),
      Case(padding: (2, 2, 2)), Case(padding: (0, 1, 0)), Case(padding: (1, 0, 0)), Case(padding: (0, 0, 1)),
      Case(kernel: (1, 1, 1), padding: (0, 0, 0)), Case(kernel: (1, 1, 1), stride: (2, 2, 2), padding: (0, 0, 0)),
      Case(kernel: (1, 1, 1)), Case(size: (7, 8, 9), inputs: 17, outputs: 33, kernel: (1, 1, 1), padding: (0, 0, 0)),
      Case(kernel: (5, 6, 7), padding: (0, 0, 0)), Case(size: (1, 1, 1), kernel: (2, 2, 2)),
    ]

  /// The windows that Winograd's way takes: sizes around a tile of two and around a strip of tiles.
  static let winogradCases: [Case] =
    [1, 2, 3, 4, 5].flatMap { z in [(z, 3, 6), (3, z, 5), (2, 4, z)].map { Case(size: $0, inputs: 16, outputs: 16) } }
    + [16, 24, 40].flatMap { inputs in [16, 24, 40].map { Case(size: (4, 5, 6), inputs: inputs, outputs: $0) } }
    + [Case(size: (9, 33, 17), inputs: 16, outputs: 16), Case(size: (6, 8, 64), inputs: 64, outputs: 64)]

  static let depthwiseCases: [Case] = [1, 3, 7, 8, 9, 17].flatMap { count in
    [
      Case(inputs: count, outputs: count, groups: count),
      Case(inputs: count, outputs: count, kernel: (3, 5, 1), stride: (2, 1, 2), padding: (0, 2, 0), groups: count),
    ]
  }

  @Test("directly", arguments: directCases) func direct(_ item: Case) throws { try check(item) }

  @Test("by Winograd's way", arguments: winogradCases) func winograd(_ item: Case) throws { try check(item) }

  @Test("depthwise", arguments: depthwiseCases) func depthwise(_ item: Case) throws { try check(item) }

  private func check(_ item: Case) throws {
    let (size, kernel, stride, padding) = (item.size, item.kernel, item.stride, item.padding)
    var builder = NetworkBuilder(seed: size.x * 1000 + item.inputs * 100 + item.outputs)
    builder.input("in", channels: item.inputs, size: [size.z, size.y, size.x])
    builder.layer(
      "conv", "convolution", ["in"],
      """
      "channels":\(item.outputs),"kernel":[\(kernel.z),\(kernel.y),\(kernel.x)],\
      "stride":[\(stride.z),\(stride.y),\(stride.x)],"padding":[\(padding.z),\(padding.y),\(padding.x)],\
      "groups":\(item.groups)
      """)
    builder.outputs = ["conv"]
    let weights = builder.tensor(
      "conv.weight", [item.outputs, item.inputs / item.groups, kernel.z, kernel.y, kernel.x])
    let bias = builder.tensor("conv.bias", [item.outputs])
    let input = ReferenceTensor(
      z: size.z, y: size.y, x: size.x, channels: item.inputs,
      floats: builder.noise(size.z * size.y * size.x * item.inputs))
    let expected = NetworkReference.convolve(
      input, weights: weights, bias: bias, kernel: kernel, stride: stride, padding: padding, groups: item.groups)
    try expectAgreement(builder, ["in": input], expected, "\(item)")
  }
}

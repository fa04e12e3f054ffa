import KernelReference
import Testing

@Suite("layers: every instruction set against the twin, the same bits for any number of threads")
struct LayerTests {
  /// Around the vectors of eight and their tails.
  static let channels = [1, 3, 7, 8, 15, 16, 17, 33]

  private func input(_ builder: inout NetworkBuilder, channels: Int, size: [Int] = [5, 6, 7]) -> ReferenceTensor {
    builder.input("in", channels: channels, size: size)
    builder.outputs = ["out"]
    return ReferenceTensor(
      z: size[0], y: size[1], x: size[2], channels: channels,
      floats: builder.noise(size.reduce(1, *) * channels, in: -3...3))
  }

  @Test("maximum and average pooling", arguments: channels)
  func pooling(channels: Int) throws {
    for (kernel, stride, padding) in [(2, 2, 0), (3, 1, 1), (3, 2, 1), (4, 3, 2), (1, 1, 0)] {
      let parameters = """
        "kernel":[\(kernel),\(kernel),\(kernel)],"stride":[\(stride),\(stride),\(stride)],\
        "padding":[\(padding),\(padding),\(padding)]
        """
      let (k, s, p) = ((kernel, kernel, kernel), (stride, stride, stride), (padding, padding, padding))
      var builder = NetworkBuilder(seed: channels)
      let tensor = input(&builder, channels: channels)
      builder.layer("out", "maximumPool", ["in"], parameters)
      try expectAgreement(
        builder, ["in": tensor], NetworkReference.maximumPool(tensor, kernel: k, stride: s, padding: p),
        tolerance: 0, "maximum \(kernel) \(stride) \(padding)")
      builder.layers = []
      builder.layer("out", "averagePool", ["in"], parameters)
      try expectAgreement(
        builder, ["in": tensor], NetworkReference.averagePool(tensor, kernel: k, stride: s, padding: p),
        tolerance: 1e-6, "average \(kernel) \(stride) \(padding)")
    }
  }

  @Test("a pooling moves by its own size unless told otherwise")
  func poolingStride() throws {
    var builder = NetworkBuilder(seed: 1)
    let tensor = input(&builder, channels: 2)
    builder.layer("out", "maximumPool", ["in"], #""kernel":[1,2,3]"#)
    try expectAgreement(
      builder, ["in": tensor], NetworkReference.maximumPool(tensor, kernel: (1, 2, 3), stride: (1, 2, 3)), tolerance: 0)
  }

  @Test("global pooling", arguments: channels)
  func globalPooling(channels: Int) throws {
    var builder = NetworkBuilder(seed: channels)
    let tensor = input(&builder, channels: channels)
    builder.layer("out", "globalMaximumPool", ["in"])
    try expectAgreement(
      builder, ["in": tensor], NetworkReference.maximumPool(tensor, kernel: (5, 6, 7), stride: (1, 1, 1)), tolerance: 0)
    builder.layers = []
    builder.layer("out", "globalAveragePool", ["in"])
    try expectAgreement(
      builder, ["in": tensor], NetworkReference.averagePool(tensor, kernel: (5, 6, 7), stride: (1, 1, 1)))
  }

  @Test("enlarging, by repetition and linearly", arguments: channels)
  func upsampling(channels: Int) throws {
    for factor in [(z: 2, y: 2, x: 2), (z: 1, y: 3, x: 2), (z: 3, y: 1, x: 4)] {
      let parameters = #""factor":[\#(factor.z),\#(factor.y),\#(factor.x)],"mode":"#
      var builder = NetworkBuilder(seed: channels)
      let tensor = input(&builder, channels: channels, size: [3, 1, 5])
      builder.layer("out", "upsample", ["in"], parameters + #""nearest""#)
      try expectAgreement(
        builder, ["in": tensor], NetworkReference.nearest(tensor, factor: factor), tolerance: 0, "\(factor)")
      builder.layers = []
      builder.layer("out", "upsample", ["in"], parameters + #""linear""#)
      try expectAgreement(
        builder, ["in": tensor], NetworkReference.linear(tensor, factor: factor), tolerance: 1e-6, "\(factor)")
    }
  }

  @Test("rectifiers, sigmoid, SiLU and softmax", arguments: channels)
  func activations(channels: Int) throws {
    var builder = NetworkBuilder(seed: channels)
    let tensor = input(&builder, channels: channels)
    let sigmoid = NetworkReference.sigmoid(tensor)
    var weighted = sigmoid
    for index in weighted.values.indices { weighted.values[index] *= tensor.values[index] }
    for (type, parameters, expected) in [
      ("relu", "", NetworkReference.rectify(tensor, slope: 0)),
      ("leakyRelu", #""slope":0.25"#, NetworkReference.rectify(tensor, slope: 0.25)),
      ("sigmoid", "", sigmoid), ("silu", "", weighted), ("softmax", "", NetworkReference.softmax(tensor)),
    ] {
      builder.layers = []
      builder.layer("out", type, ["in"], parameters)
      try expectAgreement(builder, ["in": tensor], expected, tolerance: 1e-6, type)
    }
  }

  @Test("sigmoid and softmax of large numbers stay within bounds")
  func extremes() throws {
    let values: [Double] = [-1e30, -200, -88, -20, 0, 20, 88, 200, 1e30]
    var builder = NetworkBuilder(seed: 1)
    _ = input(&builder, channels: 9, size: [1, 1, 1])
    let tensor = ReferenceTensor(z: 1, y: 1, x: 1, channels: 9, values: values)
    builder.layer("out", "sigmoid", ["in"])
    try expectAgreement(builder, ["in": tensor], NetworkReference.sigmoid(tensor), tolerance: 1e-6)
    builder.layers = []
    builder.layer("out", "softmax", ["in"])
    let one = ReferenceTensor(z: 1, y: 1, x: 1, channels: 9, values: values.map { $0 == 1e30 ? 1 : 0 })
    try expectAgreement(builder, ["in": tensor], one, tolerance: 1e-6)
  }

  @Test("addition, concatenation and flattening", arguments: channels)
  func arrangement(channels: Int) throws {
    var builder = NetworkBuilder(seed: channels)
    let first = input(&builder, channels: channels)
    builder.input("other", channels: channels, size: [5, 6, 7])
    let second = ReferenceTensor(
      z: 5, y: 6, x: 7, channels: channels, floats: builder.noise(first.values.count))
    let inputs = ["in": first, "other": second]
    builder.layer("out", "add", ["in", "other"])
    try expectAgreement(builder, inputs, NetworkReference.add(first, second), tolerance: 1e-7)
    builder.layers = []
    builder.layer("out", "concatenate", ["in", "other"])
    try expectAgreement(builder, inputs, NetworkReference.concatenate(first, second), tolerance: 0)
    builder.layers = []
    builder.layer("out", "flatten", ["in"])
    try expectAgreement(builder, inputs, NetworkReference.flatten(first), tolerance: 0)
  }

  @Test("dense layers", arguments: channels)
  func dense(channels: Int) throws {
    for features in Self.channels {
      var builder = NetworkBuilder(seed: features)
      builder.input("in", channels: channels)
      builder.layer("out", "dense", ["in"], #""channels":\#(features)"#)
      builder.outputs = ["out"]
      let weights = builder.tensor("out.weight", [features, channels])
      let bias = builder.tensor("out.bias", [features])
      let tensor = ReferenceTensor(z: 1, y: 1, x: 1, channels: channels, floats: builder.noise(channels))
      let expected = NetworkReference.convolve(tensor, weights: weights, bias: bias, kernel: (1, 1, 1))
      try expectAgreement(builder, ["in": tensor], expected, "\(channels) -> \(features)")
    }
  }
}

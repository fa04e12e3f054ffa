import KernelReference
import Testing
import VolumeOperations

@testable import NeuralNetwork

@Suite("running: batches, other sizes, inputs that are refused")
struct RunTests {
  /// A network with a second input behind its global pooling.
  private func builder() -> NetworkBuilder {
    var builder = NetworkBuilder(seed: 9)
    builder.input("in", channels: 2, size: [8, 8, 8])
    builder.input("place", channels: 3)
    builder.layer("conv", "convolution", ["in"], #""channels":16,"kernel":[3,3,3],"padding":[1,1,1]"#)
    builder.layer("again", "convolution", ["conv"], #""channels":16,"kernel":[3,3,3],"padding":[1,1,1]"#)
    builder.layer("pool", "globalAveragePool", ["again"])
    builder.layer("both", "concatenate", ["pool", "place"])
    builder.layer("out", "dense", ["both"], #""channels":2"#)
    builder.outputs = ["out"]
    builder.tensor("conv.weight", [16, 2, 3, 3, 3])
    builder.tensor("conv.bias", [16])
    builder.tensor("again.weight", [16, 16, 3, 3, 3])
    builder.tensor("again.bias", [16])
    builder.tensor("out.weight", [2, 19])
    builder.tensor("out.bias", [2])
    return builder
  }

  private func inputs(items: Int, edge: Int = 8) -> [String: Tensor] {
    var builder = NetworkBuilder(seed: 77)
    let shape = TensorShape(items: items, z: edge, y: edge, x: edge, channels: 2)
    let place = TensorShape(items: items, channels: 3)
    return [
      "in": Tensor(shape: shape, values: builder.noise(shape.count)),
      "place": Tensor(shape: place, values: builder.noise(place.count)),
    ]
  }

  private func item(_ item: Int, of tensor: Tensor) -> Tensor {
    let count = tensor.shape.itemCount
    return Tensor(shape: tensor.shape.single, values: Array(tensor.values[item * count..<(item + 1) * count]))
  }

  @Test("law: an item has the same bits whatever runs beside it, with any number of threads", arguments: [0, 1, 2, 7])
  func batches(items: Int) throws {
    let network = try builder().network()
    let inputs = inputs(items: items)
    for engines in Engines.all {
      let alone = try (0..<items).map { index in
        try network.run(inputs.mapValues { item(index, of: $0) }, on: engines[0])["out"]!.values
      }
      for engine in engines {
        let output = try #require(try network.run(inputs, on: engine)["out"])
        #expect(output.shape == TensorShape(items: items, channels: 2))
        #expect(output.values.map(\.bitPattern) == alone.flatMap { $0 }.map(\.bitPattern))
      }
    }
  }

  @Test("another size than the one that the network is made for is taken where it fits")
  func otherSize() throws {
    let network = try builder().network()
    let output = try network.run(inputs(items: 1, edge: 5), on: Engines.all[0][0])
    #expect(output["out"]?.shape == TensorShape(channels: 2))
    #expect(
      try network.outputShapes(for: inputs(items: 3).mapValues(\.shape)) == ["out": TensorShape(items: 3, channels: 2)])
  }

  @Test("inputs that are missing, unknown, of another shape, or not as many as others")
  func refused() throws {
    let network = try builder().network()
    func error(_ change: (inout [String: Tensor]) -> Void) -> NetworkError? {
      var inputs = inputs(items: 2)
      change(&inputs)
      return #expect(throws: NetworkError.self) { try network.run(inputs, on: Engines.all[0][0]) }
    }
    #expect(error { $0["place"] = nil } == .missingInput("place"))
    #expect(error { $0["more"] = $0["in"] } == .unknownInput("more", known: ["in", "place"]))
    for shape in [
      TensorShape(items: 1, channels: 3), TensorShape(items: 2, channels: 4), TensorShape(items: 2, x: 2, channels: 3),
      TensorShape(items: 2, x: 0, channels: 3),
    ] {
      let wrong = error { $0["place"] = Tensor(shape: shape, values: [Float](repeating: 0, count: shape.count)) }
      guard case .wrongInput("place", _) = wrong else {
        Issue.record("\(shape): \(String(describing: wrong))")
        continue
      }
    }
  }

  @Test("numbers that are not finite do not get in", arguments: [Float.nan, .infinity, -.infinity])
  func notFinite(value: Float) throws {
    var inputs = inputs(items: 1)
    var values = try #require(inputs["in"]).values
    values[100] = value
    inputs["in"] = Tensor(shape: TensorShape(z: 8, y: 8, x: 8, channels: 2), values: values)
    let network = try builder().network()
    #expect(throws: NetworkError.notFinite("the input in")) { try network.run(inputs, on: Engines.all[0][0]) }
  }

  @Test("numbers that grow beyond all bounds do not get out")
  func overflow() throws {
    var inputs = inputs(items: 1)
    let large = [Float](repeating: 3e38, count: 1024)
    inputs["in"] = Tensor(shape: TensorShape(z: 8, y: 8, x: 8, channels: 2), values: large)
    let network = try builder().network()
    for engines in Engines.all {
      #expect(throws: NetworkError.notFinite("the output out")) { try network.run(inputs, on: engines[0]) }
    }
  }

  @Test("a batch that nobody could hold is refused")
  func tooManyItems() throws {
    let network = try builder().network()
    let items = 1 << 30
    #expect(throws: NetworkError.self) {
      try network.outputShapes(for: [
        "in": TensorShape(items: items, z: 1, y: 1, x: 1, channels: 2), "place": TensorShape(items: items, channels: 3),
      ])
    }
  }
}

import KernelReference
import NeuralNetwork
import Testing
import VolumeOperations

/// Engines of every instruction set of this machine, with 1, 2, 3 and 7 threads.
enum Engines {
  static let threads = [1, 2, 3, 7]
  static let all: [[VolumeEngine]] = KernelSet.available.map { kernels in
    threads.map { VolumeEngine(threads: $0, kernels: kernels) }
  }
}

extension ReferenceTensor {
  init(z: Int, y: Int, x: Int, channels: Int, floats: [Float]) {
    self.init(z: z, y: y, x: x, channels: channels, values: floats.map(Double.init))
  }

  var floats: [Float] { values.map { Float($0) } }
  var shape: TensorShape { TensorShape(z: z, y: y, x: x, channels: channels) }
  var tensor: Tensor { Tensor(shape: shape, values: floats) }
}

/// Runs a network with one output on one item: on every instruction set within `tolerance` of the twin (of its largest
/// magnitude, at least 1), and with the same bits for any number of threads.
func expectAgreement(
  _ builder: NetworkBuilder, _ inputs: [String: ReferenceTensor], _ expected: ReferenceTensor, tolerance: Double = 3e-6,
  _ comment: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let network = try builder.network()
  let scale = max(1, expected.values.map(abs).max() ?? 1)
  for engines in Engines.all {
    var bits: [[UInt32]] = []
    for engine in engines {
      let outputs = try network.run(inputs.mapValues(\.tensor), on: engine)
      let output = try #require(outputs.values.first)
      #expect(output.shape == expected.shape, "\(comment())", sourceLocation: sourceLocation)
      let values = output.values
      bits.append(values.map(\.bitPattern))
      let error = zip(values, expected.values).map { abs(Double($0) - $1) }.max() ?? 0
      #expect(
        error <= tolerance * scale, "\(comment()), \(engine.kernels.name): off by \(error) of \(scale)",
        sourceLocation: sourceLocation)
    }
    #expect(Set(bits).count == 1, "\(comment()): bits depend on threads", sourceLocation: sourceLocation)
  }
}

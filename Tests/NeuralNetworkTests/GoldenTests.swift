import Foundation
import TestSupport
import Testing
import VolumeOperations

@testable import NeuralNetwork

/// `Tests/Golden/network/make.py` made the files: a network of nearly every layer and what onnxruntime makes of two items.
@Suite("a network that somebody else has run")
struct GoldenTests {
  private static let folder = packageRoot.appending(path: "Tests/Golden/network")

  /// A tensor of item, channel, z, y, x, as ours.
  private static func tensor(_ file: SafeTensors, _ name: String) throws -> Tensor {
    let sizes = try #require(file.entries[name]).shape
    let values = try file.floats(name, shape: sizes)
    guard sizes.count == 5 else {
      return Tensor(shape: TensorShape(items: sizes[0], channels: sizes[1]), values: values)
    }
    let shape = TensorShape(items: sizes[0], z: sizes[2], y: sizes[3], x: sizes[4], channels: sizes[1])
    let voxels = shape.voxels
    return Tensor(
      shape: shape,
      values: (0..<shape.count).map { index in
        let (item, channel) = (index / shape.itemCount, index % shape.channels)
        return values[item * shape.itemCount + channel * voxels + index / shape.channels % voxels]
      })
  }

  private static func file(_ name: String) throws -> SafeTensors {
    try SafeTensors(file: name, bytes: [UInt8](Data(contentsOf: folder.appending(path: name))))
  }

  @Test(
    "every output within 1e-5 of onnxruntime's, on every instruction set", arguments: KernelSet.available.map(\.name))
  func agrees(set: String) throws {
    let network = try ModelBundle(folder: Self.folder.path).network()
    let inputs = try Self.file("inputs.safetensors")
    let outputs = try Self.file("outputs.safetensors")
    let engine = VolumeEngine(threads: 2, kernels: try KernelSet.chosen(environment: [KernelSet.environmentKey: set]))
    let made = try network.run(
      ["patch": Self.tensor(inputs, "patch"), "place": Self.tensor(inputs, "place")], on: engine)
    #expect(Set(made.keys) == Set(outputs.entries.keys))
    for (name, tensor) in made {
      let expected = try Self.tensor(outputs, name)
      #expect(tensor.shape == expected.shape)
      let error = zip(tensor.values, expected.values).map { abs($0 - $1) }.max() ?? 1
      #expect(error < 1e-5, "\(name): off by \(error)")
    }
  }
}

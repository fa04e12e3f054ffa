import Foundation
import NeuralNetwork
import StudyModel
import VolumeOperations

/// Whole networks and the matrix product behind them.
enum NetworkCases {
  /// - Parameter shape: of the volume of the other cases; networks run on fewer and smaller patches where it is small.
  static func all(_ engine: VolumeEngine, shape: GridShape) -> [BenchmarkCase] {
    let patches = max(1, min(256, shape.count / (9 << 15)))
    let edge = min(96, min(shape.x, shape.y, shape.z) / 8 * 8)
    let one = GridShape(x: edge, y: edge, z: edge)
    return [
      product(engine),
      network("patches", engine, GridShape(x: 32, y: 32, z: 32), items: patches, flops: 253_671_505_920 / 256),
      network("residual-u", engine, one, items: 1, flops: 168_227_241_984 * pow(Double(edge) / 96, 3)),
    ]
  }

  private static func make(
    _ operation: String, _ engine: VolumeEngine, _ size: String, flops: Double,
    run: @escaping () throws -> any Checksummed
  ) -> BenchmarkCase {
    BenchmarkCase(
      name: "\(operation)/\(engine.kernels.name)/\(size)", threads: engine.loop.threads, work: .init(flops: flops),
      run: run)
  }

  /// - Parameter flops: of one item; two for each product of the direct convolution.
  private static func network(
    _ name: String, _ engine: VolumeEngine, _ size: GridShape, items: Int, flops: Double
  ) -> BenchmarkCase {
    let shape = TensorShape(items: items, z: size.z, y: size.y, x: size.x, channels: 1)
    let network = Shared { try BenchmarkNetwork.load(name) }
    let input = Shared { Tensor(shape: shape, values: BenchmarkNetwork.noise(stream: 0, count: shape.count)) }
    let text = "\(items > 1 ? "\(items)x" : "")\(size.x)x\(size.y)x\(size.z)"
    return make("network-\(name)", engine, text, flops: flops * Double(items)) {
      let description = try network().description
      let outputs = try network().run([description.inputs[0].name: identity(try input())], on: engine)
      return NetworkResult(output: outputs[description.outputs[0]]!)
    }
  }

  /// Rows as a convolution of 16 channels with a window of 3×3×3 has them: nine runs of 48 terms. Whole numbers, so that
  /// every instruction set gives the same.
  private static func product(_ engine: VolumeEngine) -> BenchmarkCase {
    let (rows, channels, runs, repeats) = (96, 16, 9, 4000)
    let terms = runs * 3 * channels
    let threads = engine.loop.threads
    func whole(_ stream: Int, _ count: Int) -> VoxelStorage<Float> {
      let values = BenchmarkNetwork.noise(stream: stream, count: count).map { ($0 * 4).rounded() }
      return Tensor(shape: TensorShape(channels: count), values: values).storage
    }
    let operands = Shared {
      (whole(1, runs * (rows + 2) * channels), whole(2, terms * 16), whole(3, 16))
    }
    let offsets = (0..<runs).map { $0 * (rows + 2) * channels }
    let flops = Double(2 * rows * terms * 16) * Double(repeats * threads)
    return make("gemm", engine, "\(rows)x\(terms)x16", flops: flops) {
      let (from, panel, bias) = try operands()
      let results = engine.loop.map(threads) { _ in
        let result = engine.arena.storage(of: Float.self, count: rows * 16)
        engine.arena.withScratch(of: Float.self, count: 96) { sums in
          for _ in 0..<repeats {
            engine.kernels.network.multiply(
              from.pointer, channels, offsets, runs, 3 * channels, panel.pointer, result.mutablePointer, 16, rows, 16,
              bias.pointer, nil, 0, sums)
          }
        }
        return result
      }
      return results[0]
    }
  }
}

/// The output of a network.
///
/// Instruction sets differ in the last bits, so the checksum is that of the mean magnitude, to four digits.
private struct NetworkResult: RawResult {
  let output: Tensor

  var checksum: Checksum {
    let mean = output.values.reduce(0) { $0 + Double(abs($1)) } / Double(max(1, output.shape.count))
    return String(format: "%.3e", mean).checksum
  }

  /// Floats, channel fastest, then x, y, z, item.
  var rawBytes: Data { output.storage.rawBytes }
}

import StudyModel
import VolumeOperations

/// One thing to measure.
struct BenchmarkCase {
  /// What one run has to do.
  struct Work {
    /// Floating-point operations by the definition of the operation; 0 for whole-number work and whole stages.
    var flops = 0.0
    /// Bytes of the operands read and the results written, each once.
    var bytes = 0.0
  }

  /// `operation/isa/size`, the parameters in the operation: `closing-10mm/avx2/512x512x300`.
  let name: String
  let threads: Int
  let work: Work
  /// One run. What it returns is dropped before the next one, so that memory is used again as in the product.
  let run: () throws -> any Checksummed

  init(name: String, threads: Int, work: Work, run: @escaping () throws -> any Checksummed) {
    self.name = name
    self.threads = threads
    self.work = work
    self.run = run
  }

  /// A case of an engine, named after its kernels.
  init(
    _ operation: String, on engine: VolumeEngine, size: GridShape, _ work: Work,
    run: @escaping () throws -> any Checksummed
  ) {
    self.init(
      name: "\(operation)/\(engine.kernels.name)/\(size.x)x\(size.y)x\(size.z)", threads: engine.loop.threads,
      work: work, run: run)
  }

  /// The first part of the name.
  var operation: Substring { name.prefix { $0 != "/" } }
}

/// A result that can be told from a wrong one.
protocol Checksummed {
  /// The same number for the same result on every machine, instruction set and thread count.
  var checksum: Checksum { get }
}

/// A sum over the words of a result that depends on their order.
struct Checksum: Hashable, CustomStringConvertible {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 29
  }

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(UInt64(byte)) }
  }

  /// Sixteen hexadecimal digits.
  var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

import StudyModel
import VolumeOperations

/// What the machine could do at most, measured beside everything else: whatever a case does per second is set against it.
enum LimitCases {
  static let arithmetic = "fma-peak"
  static let memory = "copy"

  /// - Parameter volume: made when the first case runs.
  static func all(_ engine: VolumeEngine, _ volume: Shared<Volume>, shape: GridShape) -> [BenchmarkCase] {
    [peak(engine), copy(engine, volume, shape: shape)]
  }

  /// Multiply-adds in registers alone, on every thread.
  private static func peak(_ engine: VolumeEngine) -> BenchmarkCase {
    let (links, threads) = (2_000_000, engine.loop.threads)
    return BenchmarkCase(
      name: "\(arithmetic)/\(engine.kernels.name)/registers", threads: threads,
      work: .init(flops: Double(links * 192 * threads))
    ) {
      let sums = engine.loop.map(threads) { _ in
        let sums = [Float](unsafeUninitializedCapacity: 8) { buffer, count in
          engine.kernels.network.peak(identity(1), identity(0.5), links, buffer.baseAddress!)
          count = 8
        }
        return sums[0]
      }
      return String(describing: sums[0])
    }
  }

  /// One volume into another whose memory was touched before, by the C library.
  private static func copy(_ engine: VolumeEngine, _ volume: Shared<Volume>, shape: GridShape) -> BenchmarkCase {
    BenchmarkCase(memory, on: engine, size: shape, .init(bytes: Double(4 * shape.count))) {
      let source = try volume().storage
      let target = engine.arena.storage(of: Int16.self, count: shape.count)
      engine.loop.forEachSlab(of: shape.count, height: 1 << 20) { range in
        (target.mutablePointer + range.lowerBound).update(from: source.pointer + range.lowerBound, count: range.count)
      }
      return target
    }
  }
}

/// What was measured of the machine, by thread count.
struct Limits {
  private var arithmetic: [Int: Double] = [:]
  private var memory: [Int: Double] = [:]

  /// - Parameter cases: of one record; the fastest instruction set counts.
  init(_ cases: [CaseRecord]) {
    for measured in cases {
      if measured.operation == LimitCases.arithmetic {
        arithmetic[measured.threads] = max(arithmetic[measured.threads] ?? 0, measured.gflops)
      } else if measured.operation == LimitCases.memory {
        memory[measured.threads] = max(memory[measured.threads] ?? 0, measured.gbps)
      }
    }
  }

  /// The larger of what a case does of the arithmetic and of the memory traffic that the machine could do; `nil` where the case
  /// has no work, or the machine was not measured with as many threads.
  func share(of measured: CaseRecord) -> Double? {
    let shares = [
      arithmetic[measured.threads].map { measured.gflops / $0 }, memory[measured.threads].map { measured.gbps / $0 },
    ]
    return shares.compactMap(\.self).filter { $0 > 0 }.max()
  }
}

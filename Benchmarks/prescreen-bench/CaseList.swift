import Foundation
import StudyModel
import VolumeOperations

/// Every case that the options ask for, and the volume that most of them work on.
struct CaseList {
  let cases: [BenchmarkCase]
  let volume: Shared<Volume>

  /// - Throws: ``BenchmarkError/file(path:problem:)`` for a path without a study to screen.
  init(for options: Options) throws {
    let arena = MemoryArena()
    let volume = Shared {
      let loop = ParallelLoop(threads: ProcessInfo.processInfo.activeProcessorCount)
      return SyntheticChest.volume(options.shape, loop: loop, arena: arena)
    }
    self.volume = volume
    let sets = KernelSet.available.filter {
      options.instructionSets.isEmpty || options.instructionSets.contains($0.name)
    }
    let study = try options.study.map { try StudyCases(path: $0) }
    var cases = [DigestCase.make(volume, shape: options.shape)]
    for kernels in sets {
      for threads in options.threads {
        let engine = VolumeEngine(threads: threads, kernels: kernels, arena: arena)
        cases += LimitCases.all(engine, volume, shape: options.shape)
        cases += VoxelCases.all(engine, volume, shape: options.shape)
        cases += MaskCases.all(engine, volume, shape: options.shape)
        cases += NetworkCases.all(engine, shape: options.shape)
        cases += study?.cases(engine) ?? []
      }
    }
    // What is timed is set against what the machine can do.
    let limits = options.raw == nil ? [LimitCases.arithmetic, LimitCases.memory] : []
    let wanted = cases.filter { options.wants($0.name) }
    cases = wanted.isEmpty ? [] : cases.filter { options.wants($0.name) || limits.contains(String($0.operation)) }
    // One operation after the other, so that what is compared is measured close together.
    let operations = cases.map(\.operation)
    self.cases = operations.indices.sorted {
      let (a, b) = (operations.firstIndex(of: operations[$0])!, operations.firstIndex(of: operations[$1])!)
      return (a, $0) < (b, $1)
    }.map { [cases] in cases[$0] }
  }
}

import Foundation
import StudyModel
import VolumeOperations

/// Every case that the options ask for.
enum CaseList {
  static func cases(for options: Options) -> [BenchmarkCase] {
    let arena = MemoryArena()
    let volume = Shared {
      let loop = ParallelLoop(threads: ProcessInfo.processInfo.activeProcessorCount)
      return SyntheticChest.volume(options.shape, loop: loop, arena: arena)
    }
    let sets = KernelSet.available.filter {
      options.instructionSets.isEmpty || options.instructionSets.contains($0.name)
    }
    var cases: [BenchmarkCase] = []
    for kernels in sets {
      for threads in options.threads {
        let engine = VolumeEngine(threads: threads, kernels: kernels, arena: arena)
        cases += MaskCases.all(engine, volume, shape: options.shape)
      }
    }
    cases = cases.filter { options.wants($0.name) }
    // One operation after the other, so that what is compared is measured close together.
    let operations = cases.map(\.operation)
    return operations.indices.sorted {
      let (a, b) = (operations.firstIndex(of: operations[$0])!, operations.firstIndex(of: operations[$1])!)
      return (a, $0) < (b, $1)
    }.map { cases[$0] }
  }
}

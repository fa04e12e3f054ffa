import StudyModel
import Testing
import VolumeOperations

@testable import prescreen_bench

@Suite("the cases of prescreen-bench")
struct CaseListTests {
  @Test("every case runs, and gives the same result on every instruction set and with every thread count")
  func sameResults() throws {
    let cases = try CaseList(for: try Options(["--size", "72x60x40", "--threads", "1,2,3"], cores: 2)).cases
    var results: [Substring: Set<Checksum>] = [:]
    for benchmark in cases { results[benchmark.operation, default: []].insert(try benchmark.run().checksum) }
    for (operation, checksums) in results { #expect(checksums.count == 1, "\(operation)") }
    #expect(cases.count == 1 + (results.count - 1) * KernelSet.available.count * 3)
  }

  @Test("the operations that records have always named")
  func names() throws {
    let names = Set(try CaseList(for: try Options([], cores: 1)).cases.map(\.name))
    for operation in [
      "rescale", "resample-1mm", "gaussian-sigma1", "gaussian-sigma2", "gaussian-sigma4", "blob-4scales", "threshold",
      "closing-10mm", "opening-2mm", "components-26", "projection", "hessian-4scales", "local-maxima", "distance",
      "histogram",
    ] {
      for kernels in KernelSet.available { #expect(names.contains("\(operation)/\(kernels.name)/512x512x300")) }
    }
    #expect(names.contains { $0.hasPrefix("sha256/") })
  }

  @Test("the synthetic chest is the same for any number of threads, and has air, lung, vessels and body")
  func chest() {
    let shape = GridShape(x: 96, y: 80, z: 50)
    let arena = MemoryArena()
    let one = SyntheticChest.volume(shape, loop: ParallelLoop(threads: 1), arena: arena)
    let three = SyntheticChest.volume(shape, loop: ParallelLoop(threads: 3), arena: arena)
    #expect(one.checksum == three.checksum)
    #expect(one[x: 0, y: 0, z: 25] < -900)
    #expect((-950 ... -750).contains(one[x: 69, y: 55, z: 25]))
    #expect((-60...140).contains(one[x: 48, y: 40, z: 25]))
  }

  @Test("a folder without a study is refused")
  func noStudy() {
    #expect(throws: BenchmarkError.self) { try StudyCases(path: "/nonexistent") }
  }
}

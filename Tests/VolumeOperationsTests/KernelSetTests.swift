import Testing
import VolumeOperations

@Suite("the choice of kernels")
struct KernelSetTests {
  @Test("the portable set is always there, and last")
  func portable() { #expect(KernelSet.available.last?.name == "portable") }

  @Test("without a wish the best set is chosen", arguments: [[:], ["PRESCREEN_ISA": ""], ["OTHER": "portable"]])
  func best(environment: [String: String]) throws {
    #expect(try KernelSet.chosen(environment: environment).name == KernelSet.available[0].name)
  }

  @Test("a wish is followed", arguments: KernelSet.available.map(\.name))
  func named(name: String) throws {
    #expect(try KernelSet.chosen(environment: ["PRESCREEN_ISA": name]).name == name)
  }

  @Test("an unknown name is refused with the names that there are", arguments: ["avx1024", "AVX2", " "])
  func unknown(name: String) {
    let error = #expect(throws: OperationError.self) {
      _ = try KernelSet.chosen(environment: ["PRESCREEN_ISA": name])
    }
    guard case .unknownInstructionSet(name, let known) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(known.last == "portable")
  }
}

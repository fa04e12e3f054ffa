import StudyModel
import Testing
import VolumeOperations

@testable import prescreen_bench

@Suite("the arguments of prescreen-bench")
struct OptionsTests {
  @Test("without arguments every case runs with one thread and with one a core")
  func defaults() throws {
    let options = try Options([], cores: 4)
    #expect(options.command == .run)
    #expect(options.threads == [1, 4])
    #expect(options.shape == GridShape(x: 512, y: 512, z: 300))
    #expect(options.wants("anything/at/all"))
    #expect(try Options([], cores: 1).threads == [1])
  }

  @Test("every argument is understood")
  func everything() throws {
    let isa = KernelSet.available[0].name
    let options = try Options(
      [
        "--filter", "closing", "--filter", "sha", "--threads", "1,2,7", "--isa", isa, "--size", "64x48x20", "--json",
        "a.json", "--study", "folder", "--raw", "arrays",
      ], cores: 2)
    #expect(options.threads == [1, 2, 7])
    #expect(options.instructionSets == [isa])
    #expect(options.shape == GridShape(x: 64, y: 48, z: 20))
    #expect(options.json == "a.json")
    #expect(options.study == "folder")
    #expect(options.raw == "arrays")
    #expect(options.wants("sha256/processor/64x48x20"))
    #expect(!options.wants("threshold/portable/64x48x20"))
    #expect(try Options(["compare", "a", "b"], cores: 2).command == .compare("a", "b"))
    #expect(try Options(["plot", "a", "b.svg"], cores: 2).command == .plot("a", "b.svg"))
    #expect(try Options(["--help"], cores: 2).command == .help)
    #expect(try Options(["--list"], cores: 2).command == .list)
  }

  @Test(
    "what is not understood is refused with a sentence that names it",
    arguments: [
      (["--fast"], "--fast"), (["closing"], "closing"), (["--filter"], "--filter"), (["--threads", "0"], "0"),
      (["--threads", "1,,2"], "1,,2"), (["--threads", "two"], "two"), (["--isa", "mmx"], "mmx"),
      (["--size", "512x512"], "512x512"), (["--size", "8x8x8"], "8x8x8"), (["compare", "a"], "two files"),
      (["plot", "a"], "SVG"),
    ])
  func refusals(arguments: [String], named: String) {
    #expect {
      try Options(arguments, cores: 2)
    } throws: { error in
      guard case .badArguments(let problem) = error as? BenchmarkError else { return false }
      return problem.contains(named)
    }
  }
}

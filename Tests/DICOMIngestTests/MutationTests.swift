import Foundation
import IngestMutation
import TestSupport
import Testing

@testable import DICOMIngest

/// A fixed part of what `Benchmarks/ingest-fuzz` does at length.
@Suite("Damaged files go through the whole ingest")
struct MutationTests {
  /// Small series: native, with fragments that are no stream, and one of another encoding to splice with.
  private func base(_ kind: Int) -> [[UInt8]] {
    (1...20).map { number in
      var file = TestFile.slice(number: number, z: Double(number) * 2.5)
      file.set(0x0008, 0x0005, "CS", ["ISO_IR 100", "GB18030", "\\ISO 2022 IR 58"][number % 3])
      if kind == 1 {
        file.transferSyntax = "1.2.840.10008.1.2.5"
        file.setFragments([[UInt8](repeating: 0, count: 64) + [UInt8](repeating: 7, count: 200)])
      }
      return file.bytes
    }
  }

  @Test("no damage ends the process, and whatever is refused has a code", arguments: 0..<2) func mutations(kind: Int)
    throws
  {
    let files = base(kind)
    let folder = try TestFolder()
    for (number, bytes) in files.enumerated() { try folder.write("\(number).dcm", bytes) }
    var mutator = Mutator(SplitMix64(seed: kind))
    var codes: Set<String> = []
    for round in 0..<200 {
      let number = round % files.count
      let path = try folder.write("\(number).dcm", mutator.mutated(files[number], with: RawDataSet(.implicit).file))
      let found = index(folder)
      codes.formUnion(found.rejected.map(\.error.reason.code))
      for series in found.studies.flatMap(\.series) {
        codes.formUnion(series.quality.codes)
        do throws(IngestError) {
          codes.formUnion(try DICOMIngest.load(series, engine: engine).quality.codes + ["loaded"])
        } catch { codes.insert(error.reason.code) }
      }
      try Data(files[number]).write(to: URL(filePath: path))
    }
    // The damage is of many kinds, and some files survive it.
    #expect(codes.count > 8, "\(codes)")
    #expect(kind == 1 || codes.contains("loaded"))
    #expect(codes.subtracting(["loaded"]).allSatisfy { QualityCode(rawValue: $0) != nil })
  }

  @Test("the same seed gives the same damage") func seeds() {
    let bytes = TestFile.slice().bytes
    var (one, two) = (Mutator(SplitMix64(seed: 5)), Mutator(SplitMix64(seed: 5)))
    for _ in 0..<50 { #expect(one.mutated(bytes, with: bytes) == two.mutated(bytes, with: bytes)) }
  }
}

import DICOMIngest
import Foundation
import IngestMutation
import TestSupport
import VolumeOperations

/// The files that are damaged: each folder a series, kept whole in the scratch folder but for the file of the case at hand.
struct Corpus {
  private let series: [Series]
  private let single: String

  private struct Series {
    let folder: String
    let names: [String]
    let files: [[UInt8]]
  }

  init(folder: String, scratch: String) throws {
    let manager = FileManager.default
    single = scratch + "/single"
    try manager.createDirectory(atPath: single, withIntermediateDirectories: true)
    series = try manager.contentsOfDirectory(atPath: folder).sorted().map { name in
      let target = "\(scratch)/\(name)"
      try manager.createDirectory(atPath: target, withIntermediateDirectories: true)
      let names = try manager.contentsOfDirectory(atPath: "\(folder)/\(name)").sorted()
      let files = try names.map { [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name)/\($0)"))) }
      for (name, bytes) in zip(names, files) { try Data(bytes).write(to: URL(filePath: "\(target)/\(name)")) }
      return Series(folder: target, names: names, files: files)
    }
  }

  /// Mutates one file and sends it through ingest, alone or among the others of its series.
  /// - Returns: the codes of everything that was said, and what was loaded.
  func run(seed: Int, index: Int, engine: VolumeEngine, keep: String?) throws -> Set<String> {
    var random = SplitMix64(seed: seed &* 1_000_003 &+ index)
    let chosen = series[Int.random(in: 0..<series.count, using: &random)]
    let number = Int.random(in: 0..<chosen.files.count, using: &random)
    let other = series[Int.random(in: 0..<series.count, using: &random)].files[0]
    // Only a whole series comes to be loaded.
    let isAlone = Int.random(in: 0..<3, using: &random) == 0
    var mutator = Mutator(random)
    let mutated = mutator.mutated(chosen.files[number], with: other)
    if let keep { try Data(mutated).write(to: URL(filePath: "\(keep)/\(seed)-\(index).dcm")) }

    let folder = isAlone ? single : chosen.folder
    let target = URL(filePath: "\(folder)/\(isAlone ? "x" : chosen.names[number])")
    try Data(mutated).write(to: target)
    defer { if !isAlone { try? Data(chosen.files[number]).write(to: target) } }
    return Self.ingest(folder, engine: engine)
  }

  private static func ingest(_ folder: String, engine: VolumeEngine) -> Set<String> {
    var said: Set<String> = []
    let index = DICOMIngest.index(paths: [folder], loop: engine.loop)
    for file in index.rejected + index.studies.flatMap(\.rejected) { said.insert(file.error.reason.code) }
    for study in index.studies {
      said.formUnion(study.refusal.map(\.code))
      if DICOMIngest.isWhole(study.series.flatMap(\.instances)) { said.insert("whole") }
      let selection = study.select()
      said.formUnion(selection.quality.reasons.map(\.code))
      for series in study.series {
        said.formUnion(series.quality.reasons.map(\.code))
        guard series.geometry != nil else { continue }
        do throws(IngestError) {
          let loaded = try DICOMIngest.load(series, engine: engine)
          said.formUnion(loaded.quality.reasons.map(\.code))
          said.insert("loaded")
        } catch { said.insert(error.reason.code) }
      }
    }
    return said
  }
}

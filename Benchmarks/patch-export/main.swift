import Foundation
import NoduleDetection
import StudyModel
import TestSupport
import VolumeOperations

/// Writes, for each job named on the command line, what the detector's networks see of a volume.
///
/// `output.table`: 12 floats a blob: position (LPS mm), σ (mm), strength, the numbers. `output.patches`: int16 HU, the near,
/// wide and fine patch of each variant of each blob.
func export(_ job: ExportJob, engine: VolumeEngine) throws -> Int {
  let search = try NoduleDetector(engine: engine, plan: .classical).search(try job.read())
  let blobs = search.blobs.prefix(job.limit).filter { job.wants($0.position) }
  let sampler = try PatchSampler(search.working, engine: engine)
  let plans = [PatchPlan.near, .wide, .fine]
  let patches = engine.loop.map(blobs.count) { index in
    let blob = blobs[index]
    var generator = SplitMix64(seed: index)
    /// From 0 to 1.
    func random() -> Double { Double(generator.next() >> 11) / 9_007_199_254_740_992 }
    var values: [Int16] = []
    for variant in 0..<job.variants {
      var (centre, stretch) = (blob.position, 1.0)
      if variant > 0 {
        func shift() -> Double { (random() - 0.5) * 0.8 * blob.scale.value }
        centre = centre + PatientVector(x: shift(), y: shift(), z: shift())
        stretch = 0.87 + 0.28 * random()
      }
      for plan in plans {
        sampler.sample(plan, at: centre, scale: blob.scale.value, stretch: stretch) { values.append(Int16($1)) }
      }
    }
    return values
  }
  var table: [Float] = []
  for blob in blobs {
    table += [
      Float(blob.position.x), Float(blob.position.y), Float(blob.position.z), Float(blob.scale.value), blob.strength,
    ]
    table += blob.numbers
  }
  try table.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: job.output + ".table")) }
  let joined = Array(patches.joined())
  try joined.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: job.output + ".patches")) }
  return blobs.count
}

do {
  let engine = VolumeEngine(threads: 1, kernels: try KernelSet.chosen(environment: ProcessInfo.processInfo.environment))
  for path in CommandLine.arguments.dropFirst() {
    let job = try JSONDecoder().decode(ExportJob.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    print(job.output, try export(job, engine: engine))
  }
} catch {
  FileHandle.standardError.write(Data("patch-export: \(error)\n".utf8))
  exit(1)
}

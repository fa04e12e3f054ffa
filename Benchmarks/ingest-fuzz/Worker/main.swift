import DICOMIngest
import Foundation
import IngestMutation
import TestSupport
import VolumeOperations

// One worker of the fuzzer: sends mutated files through the whole ingest, and says on standard output which case it is at,
// so that whoever watches knows what ended it. `ingest_fuzz.py` starts, watches and sums up.

let options = WorkerOptions(CommandLine.arguments.dropFirst())
guard let options else {
  FileHandle.standardError.write(Data("ingest-fuzz BASES SCRATCH SEED FIRST COUNT [KEEP]\n".utf8))
  exit(64)
}
do {
  let corpus = try Corpus(folder: options.bases, scratch: options.scratch)
  let engine = VolumeEngine(threads: 1, kernels: try KernelSet.chosen(environment: [:]))
  for index in options.cases {
    print("case", index)
    fflush(nil)
    let outcome = try corpus.run(seed: options.seed, index: index, engine: engine, keep: options.keep)
    print("done", index, outcome.joined(separator: ","))
  }
} catch {
  FileHandle.standardError.write(Data("ingest-fuzz: \(error)\n".utf8))
  exit(1)
}

import StudyModel
import TestSupport
import VolumeOperations

@testable import DICOMIngest

/// The engine that the tests load with.
let engine = VolumeEngine(threads: 2, kernels: KernelSet.available[0])

func index(_ folder: TestFolder) -> StudyIndex { index([folder.root]) }

func index(_ paths: [String]) -> StudyIndex { DICOMIngest.index(paths: paths, loop: engine.loop) }

/// HU of one file, of one of its frames.
func load(file path: String, frame: Int = 0) throws(IngestError) -> [Int16] {
  let header = try DICOMIngest.examine(file: path)
  if let problem = header.problem { throw problem }
  guard header.frames.indices.contains(frame) else { throw IngestError.notDICOM(path: path) }
  let pixels = header.frames[frame].pixels
  var values = [Int16](repeating: 0, count: pixels.rows * pixels.columns)
  var failure: IngestError?
  try SliceLoader(engine: engine).load(header, frames: [frame]) { _, write in
    var span = values.mutableSpan
    do throws(IngestError) { try write(&span) } catch { failure = error }
  }
  if let failure { throw failure }
  return values
}

extension SeriesQuality {
  var codes: [String] { reasons.map(\.code) }
}

extension StudyIndex {
  /// The verdict of the only series of the only study.
  var onlySeries: IndexedSeries? {
    guard studies.count == 1, studies[0].series.count == 1 else { return nil }
    return studies[0].series[0]
  }
}

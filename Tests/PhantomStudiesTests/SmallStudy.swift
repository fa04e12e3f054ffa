import DICOMIngest
import Evaluation
import Foundation
import PhantomStudies
import Screening
import StudyModel
import TestSupport
import VolumeOperations

/// Phantom studies as small as a chest CT may be: 128² pixels, 100 slices of 3 mm.
enum SmallStudy {
  static let engine = VolumeEngine(threads: 2, kernels: KernelSet.available[0])
  static let phantom = ChestPhantom(seed: 7, nodules: 4)

  static var settings: PhantomSettings {
    var settings = PhantomSettings()
    settings.seed = 7
    settings.nodules = 4
    settings.matrix = 128
    settings.slices = 100
    settings.thickness = 2.8
    return settings
  }

  /// Writes a study into a folder of its own.
  static func write(
    _ phantomCase: PhantomCase = .plain, _ settings: PhantomSettings = settings, to folder: TestFolder
  ) throws -> URL {
    let output = folder.url.appending(path: "phantom")
    _ = try PhantomStudy(settings: settings, phantomCase: phantomCase, engine: engine, phantom: phantom)
      .write(to: output)
    return output
  }

  /// What `inspect` says of a folder: the verdict of its study, and the codes of all reasons.
  static func judge(_ folder: URL) -> (verdicts: [SeriesQuality.Verdict], codes: Set<String>) {
    let index = DICOMIngest.index(paths: [folder.appending(path: "dicom").path], loop: engine.loop)
    var codes = Set(index.rejected.map(\.error.reason.code))
    var verdicts: [SeriesQuality.Verdict] = []
    for study in index.studies {
      let (input, _) = InspectedSeries.choose(from: study, engine: engine)
      verdicts.append(input.quality.verdict)
      codes.formUnion(input.quality.reasons.map(\.code))
      codes.formUnion(input.otherSeries.flatMap(\.quality.reasons).map(\.code))
      codes.formUnion(study.rejected.map(\.error.reason.code))
    }
    return (verdicts, codes)
  }

  /// The voxels of the series to screen.
  static func load(_ folder: URL) throws -> Volume {
    let index = DICOMIngest.index(paths: [folder.appending(path: "dicom").path], loop: engine.loop)
    guard let series = index.studies.first?.select().ranked.first else { throw Unreadable() }
    return try DICOMIngest.load(series, engine: engine).volume
  }

  struct Unreadable: Error {}
}

extension Volume {
  /// All voxels, in storage order.
  var voxels: [Int16] { storage.withSpan { span in span.indices.map { span[$0] } } }
}

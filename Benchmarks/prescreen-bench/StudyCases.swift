import DICOMIngest
import FindingsReport
import Foundation
import NoduleDetection
import Screening
import StudyModel
import VolumeOperations

/// The stages of a real study, from its files on.
struct StudyCases {
  private let path: String
  private let series: IndexedSeries
  private let shape: GridShape
  private let model: NoduleModel?

  /// Indexes the files to find what there is to screen.
  init(path: String) throws(BenchmarkError) {
    let studies = DICOMIngest.index(paths: [path], loop: ParallelLoop(threads: 1)).studies
    guard studies.count == 1, let series = studies[0].select().ranked.first, let geometry = series.geometry else {
      throw .file(path: path, problem: "--study wants a folder with one study that can be screened")
    }
    do {
      model = try ScreeningModel.load(environment: ProcessInfo.processInfo.environment)
    } catch {
      throw .file(path: "Models", problem: "\(error)")
    }
    self.path = path
    self.series = series
    shape = geometry.shape
  }

  func cases(_ engine: VolumeEngine) -> [BenchmarkCase] {
    let bytes = Double(2 * shape.count)
    let detector = NoduleDetector(engine: engine, plan: .classical, model: model)
    let loaded = Shared { try DICOMIngest.load(series, engine: engine) }
    func volume() throws -> Volume { try loaded().volume }
    func make(
      _ operation: String, bytes: Double = 0, _ run: @escaping () throws -> any Checksummed
    ) -> BenchmarkCase {
      BenchmarkCase(operation, on: engine, size: shape, .init(bytes: bytes), run: run)
    }
    return [
      make("ingest-index") {
        DICOMIngest.index(paths: [path], loop: engine.loop).studies.flatMap(\.series).map(\.description)
      },
      make("ingest-load", bytes: bytes) { try DICOMIngest.load(series, engine: engine).volume },
      make("ingest-series", bytes: bytes) { try indexedAndLoaded(engine) },
      make("ingest-hash", bytes: bytes) { try loaded().inputSHA256() },
      make("study-lung-field", bytes: bytes) { try detector.lungField(in: identity(try volume())) },
      make("study-detect", bytes: bytes) { try detector.detect(in: identity(try volume())).candidates },
      make("study-scan", bytes: bytes) { try scanned(engine) },
    ]
  }

  /// Files in, Hounsfield units out.
  private func indexedAndLoaded(_ engine: VolumeEngine) throws -> Volume {
    let studies = DICOMIngest.index(paths: [path], loop: engine.loop).studies
    guard let series = studies.first?.select().ranked.first else {
      throw BenchmarkError.file(path: path, problem: "there is no study to screen any more")
    }
    return try DICOMIngest.load(series, engine: engine).volume
  }

  /// Files in, results out, as `prescreen scan` does it.
  private func scanned(_ engine: VolumeEngine) throws -> Scan {
    let scan = Scan()
    let index = DICOMIngest.index(paths: [path], loop: engine.loop)
    let screener = StudyScreener(engine: engine, model: model, language: .english, formats: .all, version: "benchmark")
    scan.candidates = index.studies.flatMap { screener.screen($0, output: scan.output).report.candidates }
    return scan
  }

  /// The candidates of a scan, and the folder with its results, which goes when the scan goes.
  private final class Scan: Checksummed {
    let output = FileManager.default.temporaryDirectory.appending(path: "prescreen-bench-\(UUID().uuidString)")
    var candidates: [Candidate] = []

    deinit { try? FileManager.default.removeItem(at: output) }

    var checksum: Checksum { candidates.checksum }
  }
}

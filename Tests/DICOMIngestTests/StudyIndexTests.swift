import StudyModel
import Testing
import VolumeOperations

@testable import DICOMIngest

@Suite("Real studies", .enabled(if: SharedData.isThere, "\(SharedData.absent)"))
struct StudyIndexTests {
  @Test func dump() throws {
    for path in ["studies", "backgrounds", "ingest"] {
      let index = DICOMIngest.index(paths: [SharedData.path(path)], loop: ParallelLoop(threads: 2))
      for s in index.studies {
        print("STUDY", s.description.studyInstanceUID ?? "-", s.files.count, s.refusal)
        for x in s.series { print("   ", x.description.modality ?? "-", x.description.slices, x.quality.verdict, x.quality.reasons.map { $0.code + ": " + $0.evidence }, x.geometry?.spacing as Any, x.geometry?.origin as Any) }
        let sel = s.select(); print("   ->", sel.ranked.map(\.description.seriesInstanceUID), sel.others.count)
        for r in s.rejected { print("   rejected", r.error) }
      }
      for r in index.rejected { print("rejected", r.error) }
    }
  }
}

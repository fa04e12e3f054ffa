import DICOMIngest
import FindingsReport
import Foundation
import StudyModel

extension StudyScreener {
  /// Screens every study under `paths`, one after the other, and answers for each path in which there is none.
  ///
  /// - Parameters:
  ///   - output: the folder that results are published in.
  ///   - keepsEqualResult: see ``screen(_:output:indexSeconds:keepsEqualResult:progress:)``.
  ///   - observe: is told how the work goes on.
  /// - Returns: one entry for each study, then one for each path without a study.
  public func screen(
    paths: [String], output: URL, keepsEqualResult: Bool = false,
    observe: @escaping @Sendable (ScreeningEvent) -> Void = { _ in }
  ) -> [ScreenedStudy] {
    let start = ContinuousClock.now
    let index = DICOMIngest.index(paths: paths, loop: engine.loop) { done, total in
      observe(.progress(.index, study: 0, of: 0, done: done, total: total))
    }
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    let rejected = index.rejected + index.studies.flatMap(\.rejected)
    for file in rejected.sorted(by: { $0.path < $1.path }) { observe(.rejected(file)) }

    let fileCount = max(index.studies.reduce(0) { $0 + $1.files.count }, 1)
    var screened: [ScreenedStudy] = []
    for (number, study) in index.studies.enumerated() {
      // Indexing is one pass over all files: each study is charged its share.
      let indexSeconds = elapsed * Double(study.files.count) / Double(fileCount)
      let result = screen(study, output: output, indexSeconds: indexSeconds, keepsEqualResult: keepsEqualResult) {
        observe(.progress($0, study: number + 1, of: index.studies.count, done: $1, total: $2))
      }
      screened.append(result)
      observe(.finished(result))
    }
    for path in paths where !index.studies.contains(where: { $0.hasFile(under: path) }) {
      guard let answer = answer(forPathWithoutStudy: path, index, output: output) else { continue }
      screened.append(answer)
      observe(.finished(answer))
    }
    return screened
  }
}

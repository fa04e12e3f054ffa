import DICOMIngest
import Foundation
import StudyModel

extension StudyScreener {
  /// Screens every study under `paths`, one after the other, and answers for each path in which there is none.
  ///
  /// - Parameters:
  ///   - output: the folder that results are published in.
  ///   - observe: is told how the work goes on.
  /// - Returns: one entry for each study, then one for each path without a study.
  public func screen(
    paths: [String], output: URL, observe: @escaping @Sendable (ScreeningEvent) -> Void = { _ in }
  ) -> [ScreenedStudy] {
    let start = ContinuousClock.now
    let index = DICOMIngest.index(paths: paths, loop: engine.loop) { done, total in
      observe(.progress(.index, study: 0, of: 0, done: done, total: total))
    }
    let elapsed = start.secondsSince
    for file in index.unusedFiles { observe(.rejected(file)) }

    let files = Set(index.studies.flatMap(\.files))
    var screened: [ScreenedStudy] = []
    func finish(_ study: ScreenedStudy) {
      screened.append(study)
      observe(.finished(study))
    }
    for (number, study) in index.studies.enumerated() {
      // Indexing is one pass over all files: each study is charged its share.
      let share = Double(study.files.count) / Double(files.count)
      finish(
        screen(study, output: output, indexSeconds: elapsed * share) {
          observe(.progress($0, study: number + 1, of: index.studies.count, done: $1, total: $2))
        })
    }
    for path in paths where !files.contains(path) && !files.contains(where: { isPath($0, under: path) }) {
      if let answer = answer(forPathWithoutStudy: path, index, output: output) { finish(answer) }
    }
    return screened
  }

  /// Screens the one study that all of `files` belong to, and nothing else.
  ///
  /// - Parameter keepsEqualResult: see ``screen(_:output:indexSeconds:keepsEqualResult:progress:)``.
  /// - Returns: the outcome, a failure where the files are not those of the study any more; and how urgent the study is, where
  ///   it was screened.
  public func screen(
    studyInstanceUID: String, files: [String], output: URL, keepsEqualResult: Bool
  ) -> (outcome: StudyOutcome, urgency: Urgency?) {
    let start = ContinuousClock.now
    let index = DICOMIngest.index(paths: files, loop: engine.loop)
    guard let study = index.studies.first(where: { $0.description.studyInstanceUID == studyInstanceUID }) else {
      let reason = "the files of the study cannot be read any more"
      return (.failed(stage: ScreeningStage.index.rawValue, reason: reason), nil)
    }
    let screened = screen(
      study, output: output, indexSeconds: start.secondsSince, keepsEqualResult: keepsEqualResult)
    return (screened.outcome, screened.report.urgency)
  }
}

extension ContinuousClock.Instant {
  /// Seconds from this instant to now.
  fileprivate var secondsSince: Double { duration(to: .now) / .seconds(1) }
}

extension StudyIndex {
  /// The files that are not used, of studies and others, in the order of their paths.
  public var unusedFiles: [RejectedFile] {
    (rejected + studies.flatMap(\.rejected)).sorted { $0.path < $1.path }
  }
}

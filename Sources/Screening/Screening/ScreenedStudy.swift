import Foundation
import StudyModel

/// What became of one study, or of a path in which there is none.
public struct ScreenedStudy: Sendable {
  public let report: ScreeningReport
  /// The folder of the result; `nil` where there is none: nothing was read, or it could not be written.
  public let folder: URL?
  /// The path that was asked for, where no study could be read in it.
  public let path: String?

  public var outcome: StudyOutcome { report.outcome }

  init(report: ScreeningReport, folder: URL?, path: String? = nil) {
    self.report = report
    self.folder = folder
    self.path = path
  }
}

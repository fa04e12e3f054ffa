import FindingsReport
import Foundation
import Screening
import StudyModel
import Synchronization

extension CommandRow {
  static func scan(_ arguments: ParsedArguments, session: Session) throws(ArgumentError) -> ExitCode {
    let screener = try arguments.screener(session)
    let output = URL(filePath: arguments.required("output"), directoryHint: .isDirectory)
    do throws(ReportError) {
      try screener.prepare(output: output)
    } catch {
      session.console.talk("prescreen: \(error)")
      return .failed
    }
    let observer = ScanObserver(console: session.console, wantsProgress: arguments.switches["progress"])
    let screened = screener.screen(paths: arguments.operands, output: output) { observer.see($0) }
    observer.finish()
    return ExitCode(screened.map(\.outcome))
  }
}

/// Prints what a run tells: results as each study is finished, talk and progress meanwhile.
private final class ScanObserver: Sendable {
  private let console: Console
  private let progress: ProgressLine
  private let rejections = Mutex(RejectionList())

  init(console: Console, wantsProgress: Bool?) {
    self.console = console
    self.progress = ProgressLine(console: console, wanted: wantsProgress)
  }

  func see(_ event: ScreeningEvent) {
    switch event {
    case .progress(let stage, let study, let count, let done, let total):
      tellRest()
      let prefix = count > 1 ? "Study \(study) of \(count): " : ""
      progress.update(prefix + stage.words, done: done, total: total)
    case .rejected(let file):
      if let line = rejections.withLock({ $0.line(for: file) }) { console.talk(line) }
    case .finished(let study):
      tellRest()
      if let complaint = ResultText.complaint(about: study) { console.talk(complaint) }
      console.result(ResultText.result(of: study))
    }
  }

  func finish() {
    tellRest()
    progress.finish()
  }

  private func tellRest() {
    for line in rejections.withLock({ $0.takeRest() }) { console.talk(line) }
  }
}

extension ScreeningStage {
  /// For the progress line.
  fileprivate var words: String {
    switch self {
    case .index: "Reading headers"
    case .load: "Reading slices"
    case .detect: "Looking for nodules"
    case .report: "Writing the report"
    }
  }
}
